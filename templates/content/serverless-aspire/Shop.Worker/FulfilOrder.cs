using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Lambda.Events;

/// <summary>The job: writes an order's receipt. SQS may deliver a message twice, so the second time has to change nothing.</summary>
sealed class FulfilOrder(IAmazonDynamoDB dynamoDb, IConfiguration configuration, TimeProvider time) : ISqsRecordHandler
{
    sealed record Order(Guid Id, string Product, int Quantity);

    public async Task HandleAsync(SqsRecord record, CancellationToken cancellationToken)
    {
        var order = JsonSerializer.Deserialize<Order>(record.Body, JsonSerializerOptions.Web)!;
        var receipt = new PutItemRequest
        {
            TableName = configuration["AWS:Resources:ReceiptTableName"],
            Item = new()
            {
                ["orderId"] = new(order.Id.ToString()),
                ["text"] = new($"{order.Quantity} x {order.Product}"),
                ["fulfilledAt"] = new(time.GetUtcNow().ToString("O")),
            },
            ConditionExpression = "attribute_not_exists(orderId)",
        };
        try
        {
            await dynamoDb.PutItemAsync(receipt, cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Done before
        }
    }
}
