// cfn-response, which CloudFormation adds to Node functions of inline code (docs: cfn-lambda-function-code-cfnresponsemodule).
'use strict';

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) => new Promise((resolve, reject) => {
  const body = Buffer.from(JSON.stringify({
    Status: responseStatus,
    Reason: `See the details in CloudWatch Log Stream: ${context.logStreamName}`,
    PhysicalResourceId: physicalResourceId || context.logStreamName,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: responseData,
  }));
  const url = new URL(event.ResponseURL);
  const http = require(url.protocol === 'https:' ? 'https' : 'http');
  const request = http.request(url, { method: 'PUT', headers: { 'content-type': '', 'content-length': body.length } }, response => {
    console.log(`Status code: ${response.statusCode}`);
    response.resume();
    resolve(context.done());
  });
  request.on('error', error => {
    console.log(`send(..) failed executing http.request(..): ${error.message}`);
    reject(context.done(error));
  });
  request.end(body);
});
