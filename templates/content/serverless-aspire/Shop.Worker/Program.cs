using Amazon.DynamoDBv2;
using Amazon.SQS;
using Lambda;
using Lambda.Events;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddLambda();
builder.AddServiceDefaults();
builder.Services.AddAWSService<IAmazonDynamoDB>();
builder.Services.AddAWSService<IAmazonSQS>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ISqsRecordHandler, FulfilOrder>();
if (!builder.IsOnLambda())
{
    // There Lambda takes messages from the queue and deletes them
    builder.Services.AddHostedService<QueueWorker>();
}

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
