import { describeCrashes } from '../support/service/crash-suite.ts';

describeCrashes('redis');
