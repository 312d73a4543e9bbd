import { job, startExports, type Exports } from './helper';

describe('Exports: lists', () => {
	let it: Exports;
	beforeAll(async () => {
		it = await startExports({ bytesPerFile: 500 });
		const { control } = it;
		control.addJob(job({ title: 'Beta mails' }));
		control.advance(5_000);
		const contacts = { type: 'Contacts', media: ['contact'] };
		control.addJob(job({ title: 'Alpha', type: 'DataSync', jobParams: contacts }));
		control.advance(5_000);
		const messages = { type: 'Messages', media: ['whatsapp', 'facebook'] };
		control.addJob(job({ title: 'Gamma', source: 'DigitalChannels', jobParams: messages }));
		control.advance(1_000);
		control.failRun(1003);
		control.addJob(job({ title: 'Later', schedulerParam: { cron: '0 0 1 1 *' } }));
		control.addJob(job({ title: 'Paused', suspended: true }));
	});
	afterAll(async () => await it.sim.close());

	const ids = async (path: string, params: object) => {
		const { status, data } = await it.client.get(path, { params });
		if (status !== 200) return status;
		return data.items.map((item: { id?: number; name: string }) => item.id ?? item.name);
	};

	test.each([
		[{}, [1001, 1002, 1003, 1004, 1005]],
		[{ descAsc: 'true' }, [1005, 1004, 1003, 1002, 1001]],
		[{ orderField: 'title', descAsc: 'false' }, [1002, 1001, 1003, 1004, 1005]],
		[{ orderField: 'title', descAsc: 'true', from: 1, size: 2 }, [1004, 1003]],
		[{ title: 'MAIL' }, [1001]],
		[{ type: 'Contact' }, [1002]],
		[{ type: 'DataSync' }, [1002]],
		[{ scheduleType: 'cron' }, [1004]],
		[{ suspend: 'true' }, [1005]],
		[{ suspend: 'false', from: 3 }, [1004]],
		[{ source: 'digital' }, [1003]],
		[{ title: 'nothing' }, 204],
		[{ from: 5 }, 204],
		[{ orderField: 'colour' }, 400],
		[{ descAsc: 'yes' }, 400],
		[{ size: -1 }, 400],
		[{ bgUpdate: 'true', size: 1 }, [1001]],
		[{ colour: 'red' }, 400],
	])('jobs %j', async (params, wanted) => {
		expect(await ids('/udm/v10/export/jobs', params)).toEqual(wanted);
	});

	test.each([
		[{}, [5001, 5002, 5003]],
		[{ jobId: '1002' }, [5002]],
		[{ status: 'COMPLETED' }, [5001, 5002]],
		[{ status: 'failed' }, [5003]],
		[{ fileName: 'contact_' }, [5002]],
		[{ title: 'alpha' }, [5002]],
		[{ type: 'Interactions' }, [5001]],
		[{ source: 'UCS', orderField: 'fileSize' }, expect.arrayContaining([5001, 5002])],
		[{ jobId: 'x' }, 400],
	])('history %j', async (params, wanted) => {
		expect(await ids('/udm/v10/export/history', params)).toEqual(wanted);
	});

	const MAIL = 'UCS_Interactions_email_5001_1.zip';
	const CONTACT = 'UCS_Contacts_contact_5002_1.zip';
	test.each([
		[{}, [MAIL, CONTACT]],
		[{ historyId: '5002' }, [CONTACT]],
		[{ jobTitle: 'beta' }, [MAIL]],
		[{ name: 'EMAIL' }, [MAIL]],
		[{ type: 'contacts' }, [CONTACT]],
		[{ source: 'digital' }, []],
		[{ orderField: 'name', size: 1 }, [CONTACT]],
		[{ startDate: '2100-01-01' }, []],
		[{ endDate: '2100-01-01', startDate: '2020-01-01T00:00:00Z' }, [MAIL, CONTACT]],
		[{ startDate: 'soon' }, 400],
	])('file-metadatas %j', async (params, wanted) => {
		expect(await ids('/udm/v10/file-metadatas', params)).toEqual(wanted);
	});

	test('dates are compared to the millisecond, a day alone is all of it', async () => {
		const [{ uploadDate }] = it.control.files();
		const list = async (params: object) => await ids('/udm/v3/file-metadatas', params);
		expect(await list({ endDate: uploadDate })).toEqual([MAIL]);
		expect(await list({ startDate: uploadDate, endDate: uploadDate })).toEqual([MAIL]);
		expect(await list({ endDate: uploadDate.slice(0, 10) })).toContain(MAIL);
	});

	test('count is that of all pages; from and size are echoed', async () => {
		const get = async (params: object) =>
			(await it.client.get('/udm/v10/file-metadatas', { params })).data;
		expect(await get({ from: 1, size: 5 })).toMatchObject({ count: 2, from: 1, size: 5 });
		expect(await get({})).toMatchObject({ count: 2, from: 0, size: 999_999_999 });
	});

	test('filters of v10 alone are refused by the older versions', async () => {
		for (const [path, name] of [
			['/udm/v4/export/jobs', 'source'],
			['/data-download/v4/export/history', 'jobId'],
			['/udm/v3/file-metadatas', 'historyId'],
			['/data-download/v3/file-metadatas', 'bgUpdate'],
		]) {
			expect(await ids(path, { [name]: '1' })).toBe(400);
			expect(await ids(path, { size: '1' })).toHaveLength(1);
		}
	});
});
