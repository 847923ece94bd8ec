using System.Text.Json.Nodes;
using LocalCloud.Aws.Tests.Lambda;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Tests.Usage;

/// <summary>What services do for each other, and requests to APIs: by whom it is counted, and as how much.</summary>
public class UsageOfServicesTests : UsageReportTest
{
    private static readonly Scope Here = new(Account, Region);

    [Fact]
    public async Task A_topic_is_billed_by_requests_and_its_deliveries_apart()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await DoAsync("sns", "CreateTopic", new() { ["Name"] = "news" });
        var topic = Here.Arn("sns", "news");
        await DoAsync(
            "sns",
            "Subscribe",
            new()
            {
                ["TopicArn"] = topic,
                ["Protocol"] = "sqs",
                ["Endpoint"] = QueueArn("jobs"),
            }
        );
        using var published = await Aws.QueryAsync(
            "sns",
            "2010-03-31",
            "Publish",
            [("TopicArn", topic), ("Message", new string('x', 65 << 10))]
        );
        Assert.True(published.IsSuccessStatusCode);

        var delivered = await EventuallyAsync("sns", "Delivery");
        Assert.Equal(
            (topic, "sqs", "service", 1.0),
            (delivered.Resource, delivered.Detail, delivered.Caller, delivered.Units["deliveries"])
        );
        Assert.Equal((topic, 2.0), ((await UsageAsync("sns", "Publish")).Resource, (await UsageAsync("sns", "Publish")).Units["requests"]));
        var sent = await UsageAsync("sqs", "SendMessage");
        Assert.Equal((QueueArn("jobs"), "service", null), (sent.Resource, sent.Caller, sent.Role));
        Assert.NotEmpty((await Sqs.ReceiveMessageAsync(url, TestContext.Current.CancellationToken)).Messages);
    }

    [Fact]
    public async Task A_schedule_invokes_with_its_own_role()
    {
        const string Scheduling = $"arn:aws:iam::{Account}:role/scheduling";
        await Sqs.CreateQueueAsync("jobs");
        await DoAsync(
            "scheduler",
            "CreateSchedule",
            new()
            {
                ["Name"] = "nightly",
                ["ScheduleExpression"] = "at(2026-01-01T00:01:00)",
                ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" },
                ["Target"] = new JsonObject { ["Arn"] = QueueArn("jobs"), ["RoleArn"] = Scheduling },
            }
        );
        Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await EventuallyAsync("sqs", "SendMessage");
        Assert.Equal((Scheduling, "service", null), (sent.Role, sent.Caller, sent.Function));
        var invoked = await EventuallyAsync("scheduler", "Invocation");
        Assert.Equal((Here.Arn("scheduler", "schedule/default/nightly"), 1.0), (invoked.Resource, invoked.Units["invocations"]));
        Assert.Equal(
            ["sqs:SendMessage"],
            LeastPrivilege.Of(Scheduling, await UsageAsync(""), []).Policy.Statement.SelectMany(s => s.Action)
        );
    }

    [Fact]
    public async Task A_request_to_an_API_is_billed_by_each_512_KB_on_its_route()
    {
        await CreateAsync("api", "exports.handler = async () => 'ok';", "\"MemorySize\":512");
        var api = (
            await DoAsync(
                "apigateway",
                "CreateApi",
                new()
                {
                    ["name"] = "shop",
                    ["protocolType"] = "HTTP",
                    ["target"] = Arn("api"),
                    ["routeKey"] = "POST /orders",
                }
            )
        ).GetProperty("apiId").GetString();
        foreach (var (path, size) in ((string, int)[])[("orders", 10), ("orders", 600 << 10), ("none", 1)])
            using (
                await Http.PostAsync(
                    $"/_localcloud/execute-api/{api}/{path}",
                    new StringContent(new string('x', size)),
                    TestContext.Current.CancellationToken
                )
            ) { }
        var orders = await UsageAsync("execute-api", "Request", c => c.Detail == "POST /orders");
        Assert.Equal(($"arn:aws:apigateway:{Region}::/apis/{api}", 2, 3.0), (orders.Resource, orders.Count, orders.Units["requests"]));
        Assert.True(orders.RequestBytes > 600 << 10);
        Assert.Equal(1, (await UsageAsync("execute-api", "Request", c => c.Detail is null)).Count);
        Assert.Equal(2, (await UsageAsync("lambda", "Invocation")).Count);
    }

    [Fact]
    public async Task A_mail_is_billed_by_its_recipients_and_told_by_its_identity()
    {
        await Host.InvokeAsync(
            Here,
            "ses",
            "CreateEmailIdentity",
            Json(new() { ["EmailIdentity"] = "example.com" }),
            TestContext.Current.CancellationToken
        );
        using var sent = await Aws.RestAsync(
            "ses",
            "POST",
            "/v2/email/outbound-emails",
            """
            {"FromEmailAddress":"Shop <shop@example.com>","Destination":{"ToAddresses":["a@example.com","b@example.com"]},
             "Content":{"Simple":{"Subject":{"Data":"s"},"Body":{"Text":{"Data":"t"}}}}}
            """
        );
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var mail = await UsageAsync("ses", "SendEmail");
        Assert.Equal((Here.Arn("ses", "identity/example.com"), 2.0), (mail.Resource, mail.Units["messages"]));
    }

    [Fact]
    public async Task A_mail_of_the_first_version_is_counted_as_SES()
    {
        using var sent = await Aws.QueryAsync(
            "ses",
            "2010-12-01",
            "SendRawEmail",
            [
                ("Source", "shop@example.com"),
                ("Destinations.member.1", "a@example.com"),
                ("Destinations.member.2", "b@example.com"),
                ("RawMessage.Data", "RnJvbTogYUBiLmMNCg0KYm9keQ=="),
            ]
        );
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var mail = await UsageAsync("ses", "SendRawEmail");
        Assert.Equal((Here.Arn("ses", "identity/example.com"), 2.0), (mail.Resource, mail.Units["messages"]));
    }

    [Fact]
    public async Task What_LocalCloud_does_for_itself_is_no_call()
    {
        await DoAsync("sqs", "CreateQueue", new() { ["QueueName"] = "jobs" });
        Assert.Empty((await UsageAsync("")).Calls);
    }

    // As LocalCloud calls itself: not counted, unless somebody's role or a bill is behind it
    private async Task<System.Text.Json.JsonElement> DoAsync(string service, string operation, JsonObject input)
    {
        var result = await Host.InvokeAsync(Here, service, operation, Json(input), TestContext.Current.CancellationToken);
        return result.Ok(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);
    }

    private static System.Text.Json.JsonElement Json(JsonObject input) =>
        System.Text.Json.JsonDocument.Parse(input.ToJsonString()).RootElement;

    private async Task<UsageCall> EventuallyAsync(string service, string operation)
    {
        UsageCall? found = null;
        await Lambda.Processes.UntilAsync(
            () =>
                (found = Metering.UsageReports.Of(Host, null).Calls.FirstOrDefault(c => c.Service == service && c.Operation == operation))
                    is not null,
            $"{operation} should be counted"
        );
        return found!;
    }
}
