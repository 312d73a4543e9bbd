export { GenesysApi } from './credentials/GenesysApi.credentials';
export { GenesysWebhookApi } from './credentials/GenesysWebhookApi.credentials';
export { GenesysInteractionsTrigger } from './nodes/GenesysInteractionsTrigger/GenesysInteractionsTrigger.node';
export { GenesysOpenMedia } from './nodes/GenesysOpenMedia/GenesysOpenMedia.node';
export { GenesysSecureEmail } from './nodes/GenesysSecureEmail/GenesysSecureEmail.node';
