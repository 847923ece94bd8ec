using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

/// <summary>The worker's receipts in DynamoDB.</summary>
sealed class ReceiptTable(IAmazonDynamoDB dynamoDb, IConfiguration configuration)
{
    public async Task<Receipt?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = configuration["AWS:Resources:ReceiptTableName"],
                Key = new() { ["orderId"] = new(orderId.ToString()) },
            },
            cancellationToken
        );
        return answer.IsItemSet
            ? new(orderId, answer.Item["text"].S, DateTimeOffset.Parse(answer.Item["fulfilledAt"].S, CultureInfo.InvariantCulture))
            : null;
    }
}
