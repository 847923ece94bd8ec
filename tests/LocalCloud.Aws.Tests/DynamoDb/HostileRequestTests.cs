using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class HostileRequestTests : DynamoDbTest
{
    private static readonly string?[] Substitutes = [null, "{}", "[]", "\"\"", "\"x\"", "-1", "true", "[null]", "{\"x\":null}"];

    [Theory]
    [InlineData(
        "CreateTable",
        """{"TableName":"made","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"N"}],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],"GlobalSecondaryIndexes":[{"IndexName":"byb","KeySchema":[{"AttributeName":"b","KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["c"]}}],"LocalSecondaryIndexes":[{"IndexName":"local","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],"SSESpecification":{"Enabled":true},"StreamSpecification":{"StreamEnabled":false},"Tags":[{"Key":"k","Value":"v"}]}"""
    )]
    [InlineData(
        "UpdateTable",
        """{"TableName":"things","AttributeDefinitions":[{"AttributeName":"c","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"byc","KeySchema":[{"AttributeName":"c","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}]}"""
    )]
    [InlineData(
        "UpdateTable",
        """{"TableName":"things","BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1},"GlobalSecondaryIndexUpdates":[{"Update":{"IndexName":"byc","ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}},{"Delete":{"IndexName":"byc"}}]}"""
    )]
    [InlineData("DescribeTable", """{"TableName":"things"}""")]
    [InlineData("ListTables", """{"ExclusiveStartTableName":"aaa","Limit":1}""")]
    [InlineData(
        "PutItem",
        """{"TableName":"things","Item":{"id":{"S":"a"},"l":{"L":[{"N":"1"},{"M":{"k":{"SS":["x"]}}}]},"b":{"BS":["AA=="]}},"ConditionExpression":"#a <> :v","ExpressionAttributeNames":{"#a":"x"},"ExpressionAttributeValues":{":v":{"N":"1"}},"ReturnValues":"ALL_OLD","ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"}"""
    )]
    [InlineData(
        "GetItem",
        """{"TableName":"things","Key":{"id":{"S":"a"}},"ProjectionExpression":"#a.b[0]","ExpressionAttributeNames":{"#a":"x"},"ConsistentRead":true}"""
    )]
    [InlineData(
        "UpdateItem",
        """{"TableName":"things","Key":{"id":{"S":"a"}},"UpdateExpression":"SET #a = if_not_exists(#a, :v) + :v","ConditionExpression":"size(id) > :v","ExpressionAttributeNames":{"#a":"n"},"ExpressionAttributeValues":{":v":{"N":"0"}},"ReturnValues":"UPDATED_NEW"}"""
    )]
    [InlineData("DeleteItem", """{"TableName":"things","Key":{"id":{"S":"a"}},"ReturnValues":"ALL_OLD"}""")]
    [InlineData(
        "Query",
        """{"TableName":"things","KeyConditionExpression":"id = :v","FilterExpression":"x BETWEEN :w AND :w","ExpressionAttributeValues":{":v":{"S":"a"},":w":{"S":"b"}},"Limit":1,"ScanIndexForward":false,"ExclusiveStartKey":{"id":{"S":"a"}},"Select":"COUNT"}"""
    )]
    [InlineData("Scan", """{"TableName":"things","Segment":0,"TotalSegments":1,"Limit":5,"ExclusiveStartKey":{"id":{"S":"a"}}}""")]
    [InlineData(
        "BatchGetItem",
        """{"RequestItems":{"things":{"Keys":[{"id":{"S":"a"}}],"ProjectionExpression":"#a","ExpressionAttributeNames":{"#a":"x"}}}}"""
    )]
    [InlineData(
        "BatchWriteItem",
        """{"RequestItems":{"things":[{"PutRequest":{"Item":{"id":{"S":"a"}}}},{"DeleteRequest":{"Key":{"id":{"S":"z"}}}}]}}"""
    )]
    [InlineData(
        "TransactWriteItems",
        """{"TransactItems":[{"Put":{"TableName":"things","Item":{"id":{"S":"a"}}}},{"Update":{"TableName":"things","Key":{"id":{"S":"b"}},"UpdateExpression":"REMOVE x"}},{"Delete":{"TableName":"things","Key":{"id":{"S":"c"}}}},{"ConditionCheck":{"TableName":"things","Key":{"id":{"S":"d"}},"ConditionExpression":"attribute_not_exists(id)"}}],"ClientRequestToken":"t"}"""
    )]
    [InlineData("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"things","Key":{"id":{"S":"a"}}}}]}""")]
    [InlineData("UpdateTimeToLive", """{"TableName":"things","TimeToLiveSpecification":{"AttributeName":"e","Enabled":true}}""")]
    [InlineData(
        "TagResource",
        """{"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/things","Tags":[{"Key":"k","Value":"v"}]}"""
    )]
    [InlineData("UntagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/things","TagKeys":["k"]}""")]
    public async Task No_part_of_a_request_can_be_replaced_so_that_the_answer_is_an_internal_failure(string operation, string request)
    {
        Assert.Equal(
            200,
            await SendAsync(
                "CreateTable",
                """
                {"TableName":"things","BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}
                """
            )
        );
        var count = Places(JsonNode.Parse(request)!).Count();
        for (var place = 0; place < count; place++)
        {
            foreach (var substitute in Substitutes)
            {
                var root = JsonNode.Parse(request)!;
                Places(root).ElementAt(place)(substitute is null ? null : JsonNode.Parse(substitute));
                var body = root.ToJsonString();
                Assert.True(await SendAsync(operation, body) is 200 or 400, $"{operation} {body}");
            }
        }
    }

    /// <summary>A setter for every value within the node.</summary>
    private static IEnumerable<Action<JsonNode?>> Places(JsonNode node) =>
        node switch
        {
            JsonObject map => map.ToList().SelectMany(entry => Inner(value => map[entry.Key] = value, entry.Value)),
            JsonArray list => Enumerable.Range(0, list.Count).SelectMany(i => Inner(value => list[i] = value, list[i])),
            _ => [],
        };

    private static IEnumerable<Action<JsonNode?>> Inner(Action<JsonNode?> set, JsonNode? value) =>
        value is null ? [set] : [set, .. Places(value)];

    private async Task<int> SendAsync(string operation, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        using var answer = await Http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
