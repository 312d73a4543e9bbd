import type { JobDefinition } from '../simulator';

/** A Salesforce case as an HTTP callout of a record-triggered flow posts it, with dates in Salesforce's own format. */
export function salesforceCase(changes: Record<string, unknown> = {}) {
	return {
		attributes: {
			type: 'Case',
			url: '/services/data/v62.0/sobjects/Case/5003000000D8cuIAAR',
		},
		Id: '5003000000D8cuIAAR',
		CaseNumber: '00001026',
		Subject: 'Refund for order 4711 has not arrived',
		Description: 'I sent the parcel back three weeks ago. – Größe 42, 89,90 €',
		Priority: 'High',
		Status: 'New',
		Origin: 'Web',
		IsEscalated: false,
		OwnerId: '0053000000AbCdEAAV',
		ContactId: '0033000000XyZabAAF',
		ContactEmail: 'consumer@example.com',
		SuppliedName: 'Ada Consumer',
		CreatedDate: '2026-03-02T09:15:00.000+0000',
		LastModifiedDate: '2026-03-02T09:15:00.000+0000',
		...changes,
	};
}

/** A secure mail as the simulator's Secure Email API takes it. */
export function secureMail(changes: Record<string, unknown> = {}) {
	return {
		data: {
			address: 'consumer@example.com',
			from: 'Ada Consumer <consumer@example.com>',
			subject: 'Please call me back about my contract',
			text: 'Any time after five is fine.',
			...changes,
		},
	};
}

/** An export job of the calls, as the simulator's User Data Management API takes it, that runs at once. */
export function exportOfCalls(changes: Partial<JobDefinition> = {}): JobDefinition {
	return {
		source: 'UCS',
		title: 'Calls for the sales department',
		type: 'UCS',
		timeFrame: { all: true },
		schedulerParam: { immediately: true },
		jobParams: { type: 'Interactions', media: ['voice'] },
		suspended: false,
		...changes,
	};
}
