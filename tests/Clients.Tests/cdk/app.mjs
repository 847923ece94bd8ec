// An application as CDK users write it: an HTTP API in front of a function, a queue behind it, a table at the end.
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, BillingMode, Table } from "aws-cdk-lib/aws-dynamodb";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue } from "aws-cdk-lib/aws-sqs";

const stack = new Stack(new App(), "Shop");
const table = new Table(stack, "Orders", {
  partitionKey: { name: "id", type: AttributeType.STRING }, billingMode: BillingMode.PAY_PER_REQUEST, removalPolicy: RemovalPolicy.DESTROY,
});
const queue = new Queue(stack, "Jobs", { visibilityTimeout: Duration.seconds(60), deadLetterQueue: { queue: new Queue(stack, "Failed"), maxReceiveCount: 3 } });
const code = Code.fromAsset("handler");
const api = new Function(stack, "Api", { runtime: Runtime.NODEJS_22_X, handler: "index.api", code, environment: { QUEUE: queue.queueUrl } });
const worker = new Function(stack, "Worker", { runtime: Runtime.NODEJS_22_X, handler: "index.work", code, environment: { TABLE: table.tableName } });
queue.grantSendMessages(api);
table.grantWriteData(worker);
worker.addEventSource(new SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true }));
new Rule(stack, "Daily", { schedule: Schedule.rate(Duration.days(1)), targets: [new SqsQueue(queue)] });
const http = new HttpApi(stack, "Http");
http.addRoutes({ path: "/orders/{id}", methods: [HttpMethod.POST], integration: new HttpLambdaIntegration("Orders", api) });
new CfnOutput(stack, "Url", { value: http.apiEndpoint });
new CfnOutput(stack, "Table", { value: table.tableName });
