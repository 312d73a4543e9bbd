import { watchTraffic } from '../../campaigns/secrets/traffic';

/** Of each test file. */
let stop: () => void;
beforeAll(() => (stop = watchTraffic()));
afterAll(() => stop());
