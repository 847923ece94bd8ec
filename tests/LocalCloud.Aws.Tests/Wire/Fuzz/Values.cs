using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Tests.Wire.Fuzz;

/// <summary>Input that an operation would take: what its types and the names of its members suggest.</summary>
internal sealed class Values(Random random)
{
    private const string Queue = "arn:aws:sqs:us-east-1:000000000000:q1";

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueUrl"] = ["http://localhost:4566/000000000000/q1", "http://localhost:4566/000000000000/q2.fifo", "q1"],
        ["QueueName"] = ["q1", "q2.fifo", "q3"],
        ["TopicArn"] = ["arn:aws:sns:us-east-1:000000000000:t1", "arn:aws:sns:us-east-1:000000000000:t2.fifo"],
        ["SubscriptionArn"] = ["arn:aws:sns:us-east-1:000000000000:t1:0c2d1a6e-0000-4000-8000-000000000000"],
        ["Protocol"] = ["sqs", "http", "email", "lambda"],
        ["Endpoint"] = [Queue, "http://127.0.0.1:9/", "me@example.com"],
        ["TargetArn"] = [Queue],
        ["Arn"] = [Queue, "arn:aws:events:us-east-1:000000000000:event-bus/default", "arn:aws:sns:us-east-1:000000000000:t1"],
        ["RoleArn"] = ["arn:aws:iam::000000000000:role/r"],
        ["SourceArn"] = [Queue],
        ["DestinationArn"] = [Queue],
        ["ResourceARN"] = ["arn:aws:events:us-east-1:000000000000:rule/r1"],
        ["ResourceArn"] =
        [
            "arn:aws:sns:us-east-1:000000000000:t1",
            "arn:aws:dynamodb:us-east-1:000000000000:table/t1",
            "arn:aws:scheduler:us-east-1:000000000000:schedule-group/default",
        ],
        ["EventBusName"] = ["default", "bus1"],
        ["EventSourceArn"] = ["arn:aws:events:us-east-1:000000000000:event-bus/default"],
        ["EventPattern"] =
        [
            """{"source":["a"]}""",
            """{"detail":{"n":[{"numeric":[">",1]}],"s":[{"prefix":"a"},{"wildcard":"a*b"},{"anything-but":["x"]}]}}""",
        ],
        ["Event"] =
        [
            """{"id":"1","source":"a","detail-type":"t","account":"1","time":"2026-01-01T00:00:00Z","region":"r","resources":[],"detail":{}}""",
        ],
        ["ScheduleExpression"] = ["rate(5 minutes)", "cron(0 12 * * ? *)", "at(2026-02-01T00:00:00)"],
        ["ScheduleExpressionTimezone"] = ["UTC", "Europe/Berlin"],
        ["State"] = ["ENABLED", "DISABLED"],
        ["Mode"] = ["OFF", "FLEXIBLE"],
        ["Rule"] = ["r1"],
        ["Name"] = ["r1", "bus1", "t1", "VisibilityTimeout", "conn1"],
        ["GroupName"] = ["default", "g1"],
        ["Detail"] = ["""{"n":2,"s":"ab"}""", "{}"],
        ["Source"] = ["a"],
        ["DetailType"] = ["t"],
        ["InputPath"] = ["$.detail", "$"],
        ["InputTemplate"] = ["\"<x>\"", """{"a":<x>}"""],
        ["TableName"] = ["t1"],
        ["KeyConditionExpression"] = ["id = :a"],
        ["ConditionExpression"] = ["attribute_not_exists(id) AND (#n > :a OR size(b) < :a)"],
        ["FilterExpression"] = ["contains(b, :a)"],
        ["UpdateExpression"] = ["SET b = if_not_exists(b, :a) + :a REMOVE c[1].d"],
        ["ProjectionExpression"] = ["id, b.c[0]"],
        ["AttributeName"] = ["id", "b"],
        ["AttributeType"] = ["S"],
        ["KeyType"] = ["HASH"],
        ["BillingMode"] = ["PAY_PER_REQUEST"],
        ["StackName"] = ["s1"],
        ["TemplateBody"] =
        [
            "Resources: { Q: { Type: AWS::SQS::Queue } }",
            """{"Resources":{"T":{"Type":"AWS::SNS::Topic"}},"Outputs":{"O":{"Value":{"Fn::Sub":"${T}-${AWS::Region}"}}}}""",
        ],
        ["Policy"] = ["""{"Version":"2012-10-17","Statement":[]}"""],
        ["RedrivePolicy"] = ["""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:q1","maxReceiveCount":3}"""],
        ["FilterPolicy"] = ["""{"a":["b",{"numeric":[">",1]}]}"""],
        ["Message"] = ["hello", """{"default":"x"}"""],
        ["MessageGroupId"] = ["g"],
        ["DataType"] = ["String", "Number", "Binary"],
        ["StringValue"] = ["1"],
        ["EmailIdentity"] = ["a@example.com", "example.com"],
        ["FromEmailAddress"] = ["a@example.com"],
        ["Version"] = ["2012-10-17"],
        ["NextToken"] = ["abc", "aGk="],
        ["HttpMethod"] = ["POST"],
        ["InvocationEndpoint"] = ["http://127.0.0.1:9/"],
        ["AuthorizationType"] = ["API_KEY"],
    };

    private static readonly string[] Any = ["a", "b1", "1", "true", "All", "x-y_z", "2026-01-01T00:00:00Z", "{}"];

    public JsonNode? Of(JsonTypeInfo type, string name, int depth)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                var map = new JsonObject();
                foreach (var member in type.Properties)
                    if (depth < 6 && random.Next(5) > depth / 2)
                        map[member.Name] = Of(type.Options.GetTypeInfo(member.PropertyType), member.Name, depth + 1);
                return map;
            case JsonTypeInfoKind.Enumerable:
                var list = new JsonArray();
                for (var i = random.Next(3); i >= 0; i--)
                    list.Add(Of(type.Options.GetTypeInfo(type.ElementType!), name.TrimEnd('s'), depth + 1));
                return list;
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject
                {
                    [Word(name)] = Of(type.Options.GetTypeInfo(type.ElementType!), name, depth + 1),
                    [":a"] = Of(type.Options.GetTypeInfo(type.ElementType!), name, depth + 1),
                };
            default:
                return Scalar(Nullable.GetUnderlyingType(type.Type) ?? type.Type, name);
        }
    }

    private JsonNode? Scalar(Type type, string name) =>
        type.Name switch
        {
            "Boolean" => random.Next(2) == 0,
            "Int32" or "Int64" => name.Contains("Wait", StringComparison.Ordinal) ? 0 : random.Next(1, 10),
            "Double" or "Decimal" => 1.5,
            "DateTimeOffset" => 1_767_225_600,
            "Byte[]" => "RnJvbTogYUBiDQpUbzogY0BkDQoNCmhp",
            "AttributeValue" => random.Next(3) switch
            {
                0 => new JsonObject { ["S"] = "a" },
                1 => new JsonObject { ["N"] = "12.5" },
                _ => new JsonObject { ["L"] = new JsonArray(new JsonObject { ["M"] = new JsonObject() }) },
            },
            "String" or "Utf8Text" => Word(name),
            _ => random.Next(2) == 0 ? Word(name) : new JsonObject(),
        };

    private string Word(string name)
    {
        var words = Words.GetValueOrDefault(name) ?? Any;
        return words[random.Next(words.Length)];
    }
}
