import { jobName, recordName } from '../../../nodes/GenesysUserDataManagement/things';

test.each([jobName, recordName])('an export is called by its title where that is one', (nameOf) => {
	expect(nameOf({ id: 5, title: 'Nightly' })).toMatch(/^Export "Nightly" \(.+ 5\)$/);
	for (const title of [{}, [], null, true, '', undefined])
		expect(nameOf({ id: 5, title })).toMatch(/^Export \([a-z ]+ 5\)$/);
});
