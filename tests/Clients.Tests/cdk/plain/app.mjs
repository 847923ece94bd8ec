// A plain application of the CDK: what its users take first, with all that hangs on custom resources.
import { App, CfnOutput, Duration, RemovalPolicy, SecretValue, Stack } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { AttributeType, StreamViewType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Alias, Code, Function, FunctionUrlAuthType, Runtime, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { Bucket, EventType } from "aws-cdk-lib/aws-s3";
import { SqsDestination } from "aws-cdk-lib/aws-s3-notifications";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from "aws-cdk-lib/custom-resources";

const stack = new Stack(new App(), "Plain");
const queue = new Queue(stack, "Jobs", { visibilityTimeout: Duration.seconds(60), deadLetterQueue: { queue: new Queue(stack, "Failed"), maxReceiveCount: 3 } });
const table = new TableV2(stack, "Orders", {
  partitionKey: { name: "id", type: AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY, dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
  contributorInsightsSpecification: { enabled: true }, warmThroughput: { readUnitsPerSecond: 12000, writeUnitsPerSecond: 4000 },
  globalSecondaryIndexes: [
    { indexName: "byState", partitionKey: { name: "state", type: AttributeType.STRING } },
    { indexName: "byPlace", partitionKey: { name: "city", type: AttributeType.STRING }, sortKey: { name: "state", type: AttributeType.STRING } },
  ],
});
const bucket = new Bucket(stack, "Files", {
  versioned: true, removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true, lifecycleRules: [{ expiration: Duration.days(30), noncurrentVersionExpiration: Duration.days(7) }],
});
const seen = new Queue(stack, "Arrivals");
bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(seen));
const topic = new Topic(stack, "News");
topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true }));
const secret = new Secret(stack, "Key", { secretStringValue: SecretValue.unsafePlainText("s3cret") });
const parameter = new StringParameter(stack, "Setting", { stringValue: "on" });
const worker = new Function(stack, "Worker", {
  runtime: Runtime.NODEJS_24_X, handler: "index.handler", code: Code.fromAsset("handler"), timeout: Duration.seconds(30), logRetention: RetentionDays.ONE_WEEK,
  environment: { TABLE: table.tableName, BUCKET: bucket.bucketName, TOPIC: topic.topicArn, SECRET: secret.secretArn, SETTING: parameter.parameterName },
});
table.grantReadWriteData(worker);
bucket.grantPut(worker);
topic.grantPublish(worker);
secret.grantRead(worker);
parameter.grantRead(worker);
worker.addEventSource(new SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true }));
worker.addEventSource(new DynamoEventSource(table, { startingPosition: StartingPosition.TRIM_HORIZON, batchSize: 10, retryAttempts: 2 }));
const live = new Alias(stack, "Live", { aliasName: "live", version: worker.currentVersion, provisionedConcurrentExecutions: 1 });
const http = new HttpApi(stack, "Http");
http.addRoutes({ path: "/orders/{id}", methods: [HttpMethod.POST], integration: new HttpLambdaIntegration("Order", live) });
new Rule(stack, "Daily", { schedule: Schedule.rate(Duration.days(1)), targets: [new LambdaFunction(worker)] });
new Alarm(stack, "Errors", { metric: worker.metricErrors(), threshold: 1, evaluationPeriods: 1 });
const asked = new AwsCustomResource(stack, "Asking", {
  onUpdate: { service: "SSM", action: "getParameter", parameters: { Name: parameter.parameterName }, physicalResourceId: PhysicalResourceId.of("asked") },
  policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }), installLatestAwsSdk: false,
});
new CfnOutput(stack, "HttpUrl", { value: http.apiEndpoint });
new CfnOutput(stack, "FunctionUrl", { value: worker.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url });
new CfnOutput(stack, "TableName", { value: table.tableName });
new CfnOutput(stack, "BucketName", { value: bucket.bucketName });
new CfnOutput(stack, "SeenUrl", { value: seen.queueUrl });
new CfnOutput(stack, "Asked", { value: asked.getResponseField("Parameter.Value") });
