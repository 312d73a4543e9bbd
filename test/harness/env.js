// n8n-core logs every failing node; the tests look at the errors themselves.
process.env.N8N_LOG_LEVEL = 'silent';
