import { outcomeOf } from '../../../nodes/shared/exports/status';

test.each([
	['COMPLETED', 'done'],
	['Finished', 'done'],
	['SUCCESS', 'done'],
	['Done', 'done'],
	['READY', 'done'],
	['FAILED', 'failed'],
	['Error', 'failed'],
	['COMPLETED_WITH_ERRORS', 'failed'],
	['aborted', 'failed'],
	['CANCELLED', 'cancelled'],
	['Canceled', 'cancelled'],
	['CANCELLING', 'running'],
	['INCOMPLETE', 'running'],
	['not finished', 'running'],
	['UNSUCCESSFUL', 'running'],
	['RUNNING', 'running'],
	['In Progress', 'running'],
	['WAITING', 'running'],
	['SCHEDULED', 'running'],
	['SUSPENDED', 'running'],
	['', 'running'],
	[undefined, 'running'],
])('%s means %s', (status, outcome) => {
	expect(outcomeOf({ status })).toBe(outcome);
});

test('a word that says nothing is judged by the progress', () => {
	expect(outcomeOf({ status: 'ABGESCHLOSSEN', progress: 100 })).toBe('done');
	expect(outcomeOf({ status: 'LAEUFT', progress: 99 })).toBe('running');
});

test('full progress does not end an export that says it is still going on', () => {
	expect(outcomeOf({ status: 'RUNNING', progress: 100 })).toBe('running');
});

test('what the user assigned comes first', () => {
	const meaning = { doneStatuses: ['RUNNING'], failedStatuses: ['COMPLETED', 'odd'] };
	expect(outcomeOf({ status: 'RUNNING' }, meaning)).toBe('done');
	expect(outcomeOf({ status: 'COMPLETED' }, meaning)).toBe('failed');
	expect(outcomeOf({ status: 'odd', progress: 100 }, meaning)).toBe('failed');
});
