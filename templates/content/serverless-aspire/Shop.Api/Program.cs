using Amazon.DynamoDBv2;
using Amazon.SQS;
using Lambda;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddLambda();
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("orders");
builder.AddRedisClient("cache", configureOptions: options => options.AbortOnConnectFail = false);
builder.Services.AddAWSService<IAmazonDynamoDB>();
builder.Services.AddAWSService<IAmazonSQS>();
builder.Services.AddSingleton<OrderStore>();
builder.Services.AddSingleton<OrderCache>();
builder.Services.AddSingleton<OrderQueue>();
builder.Services.AddSingleton<ReceiptTable>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddProblemDetails();
builder.Services.AddValidation();

var app = builder.Build();
app.UseExceptionHandler(
    new ExceptionHandlerOptions
    {
        StatusCodeSelector = e => (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
    }
);
app.MapDefaultEndpoints();
app.MapOrders();

await app.Services.GetRequiredService<OrderStore>().CreateTableAsync();
app.Run();
