using System.Text.Json.Nodes;
using LocalCloud.Cost.Around;
using LocalCloud.Prices;

namespace Cost.Tests.Around;

/// <summary>What LocalCloud has counted, in AWS's units and prices of us-east-1.</summary>
public sealed class UsageTests
{
    private static readonly RegionPrices Prices = PriceList.Load().Region("us-east-1");

    [Fact]
    public void A_message_of_256_KB_costs_four_requests_of_SQS()
    {
        // https://aws.amazon.com/sqs/pricing/: "an API action with a 256 KB payload is billed as four requests",
        // $0.40 for a million, $0.50 of FIFO
        var reading = Read(
            Call("sqs", "SendMessage", "arn:aws:sqs:us-east-1:1:jobs", 250_000, ("requests", 1_000_000)),
            Call("sqs", "SendMessage", "arn:aws:sqs:us-east-1:1:jobs.fifo", 250_000, ("requests", 1_000_000))
        );
        Assert.Equal(0.90m, Dollars(reading));
    }

    [Fact]
    public void A_million_events_of_up_to_64_KB_cost_a_dollar() =>
        // https://aws.amazon.com/eventbridge/pricing/: $1.00 for a million custom events; one of 256 KB is four
        Assert.Equal(
            2.00m,
            Dollars(Read(Call("events", "PutEvents", "arn:aws:events:us-east-1:1:event-bus/bus", 500_000, ("events", 2_000_000))))
        );

    [Fact]
    public void Request_units_of_DynamoDB_cost_0_125_and_0_625_a_million() =>
        // https://aws.amazon.com/dynamodb/pricing/on-demand/
        Assert.Equal(
            0.25m + 0.625m,
            Dollars(
                Read(
                    Call("dynamodb", "GetItem", "arn:aws:dynamodb:us-east-1:1:table/things", 1, ("readUnits", 2_000_000)),
                    Call("dynamodb", "PutItem", "arn:aws:dynamodb:us-east-1:1:table/things", 1, ("writeUnits", 1_000_000))
                )
            )
        );

    [Fact]
    public void Above_300_million_requests_of_an_HTTP_API_cost_a_tenth_less() =>
        Assert.Equal(300m + 90m, Prices.Cost(Price.HttpApiRequest, 400_000_000));

    [Fact]
    public void Polls_of_an_empty_queue_come_with_time_and_not_with_traffic()
    {
        var reading = Read(Polls);
        Assert.Equal([(10m, false), (20m, true)], reading.Services.Select(s => (s.Quantity, s.ByTime)));
        Assert.Equal(new QueuePolls("jobs", null, ByLambda: false, 30, 20), Assert.Single(reading.Polls));
    }

    [Fact]
    public void Lambdas_own_polls_are_in_the_template_and_not_counted_twice()
    {
        var reading = Read(With(Polls, ("poller", true), ("function", "f")));
        Assert.Equal(10, Assert.Single(reading.Services).Quantity);
        Assert.Equal(new QueuePolls("jobs", "f", ByLambda: true, 30, 20), Assert.Single(reading.Polls));
    }

    [Fact]
    public void Deliveries_of_SNS_to_queues_are_free_and_to_HTTP_are_not()
    {
        var delivery = Call("sns", "Delivery", "arn:aws:sns:us-east-1:1:topic", 1_000_000, ("deliveries", 1_000_000));
        Assert.Equal(0.60m, Dollars(Read(With(delivery, ("detail", "sqs")), With(delivery, ("detail", "https")))));
    }

    [Fact]
    public void Requests_are_those_to_the_stacks_own_APIs_by_route()
    {
        var call = Call("execute-api", "Request", "arn:aws:apigateway:us-east-1::/apis/a1", 3, ("requests", 3));
        var own = With(call, ("detail", "POST /orders"));
        var reading = Read(own, With(own, ("resource", "arn:aws:apigateway:us-east-1::/apis/other")));
        Assert.Equal((3m, 3m), (reading.HttpRequests, reading.Routes["POST /orders"]));
    }

    [Fact]
    public void What_others_do_in_the_same_cloud_is_not_the_stacks()
    {
        var reading = Read(
            With(Call("sqs", "SendMessage", "arn:aws:sqs:us-east-1:1:others", 1, ("requests", 1)), ("function", "g")),
            With(Call("ses", "SendEmail", "arn:aws:ses:us-east-1:1:identity/x", 1, ("messages", 1)), ("function", "f")),
            Call("logs", "PutLogEvents", "arn:aws:logs:us-east-1:1:log-group:/aws/lambda/g", 1, ("ingestedBytes", 5))
        );
        Assert.Equal("SES", Assert.Single(reading.Services).Service);
    }

    [Fact]
    public void A_streamed_response_is_paid_beyond_6_MB()
    {
        var streamed = With(
            Call("lambda", "InvokeWithResponseStream", "arn:aws:lambda:us-east-1:1:function:f", 1024),
            ("responseBytes", 1024L * 7 * 1_048_576)
        );
        Assert.Equal(1m, Read(streamed).Streamed["f"]);
    }

    private static JsonObject Polls =>
        Call("sqs", "ReceiveMessage", "arn:aws:sqs:us-east-1:1:jobs", 30, ("requests", 30), ("emptyReceives", 20));

    private static JsonObject Call(
        string service,
        string operation,
        string resource,
        long count,
        params (string Name, long Count)[] units
    ) =>
        new()
        {
            ["service"] = service,
            ["operation"] = operation,
            ["resource"] = resource,
            ["count"] = count,
            ["units"] = new JsonObject(units.Select(u => KeyValuePair.Create<string, JsonNode?>(u.Name, u.Count))),
        };

    private static JsonObject With(JsonObject call, params (string Name, JsonNode? Value)[] members)
    {
        var more = (JsonObject)call.DeepClone();
        foreach (var (name, value) in members)
            more[name] = value;
        return more;
    }

    // As it comes over the wire
    private static UsageReading Read(params JsonObject[] calls) =>
        UsageDocument.Read(
            JsonNode.Parse(new JsonObject { ["calls"] = new JsonArray([.. calls]) }.ToJsonString())!.AsObject(),
            [
                "f",
                "http://localhost:4566/000000000001/jobs",
                "http://localhost:4566/000000000001/jobs.fifo",
                "bus",
                "things",
                "arn:aws:sns:us-east-1:1:topic",
                "a1",
            ]
        );

    private static decimal Dollars(UsageReading reading) => reading.Services.Sum(s => Prices.Cost(s.Price, s.Quantity));
}
