using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Lambda.Tests.Infrastructure;
using Npgsql;
using Services.Tests.Infrastructure;

namespace Lambda.Tests.Services;

/// <summary>The three services as functions, on a database and a stack of the test's own, with Lambda's part played by the test.</summary>
public sealed class ShopTests(Servers servers) : IAsyncLifetime
{
    private const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    private const string TraceId = "5759e988bd862e3fe1be46a994272793";

    private Stack _stack = null!;

    public async ValueTask InitializeAsync()
    {
        _stack = await Stack.CreateAsync(servers);
        _stack.Configuration["ConnectionStrings:serverless"] = await servers.CreateDatabaseAsync();
        _stack.Configuration["ConnectionStrings:redis"] = servers.RedisConnectionString;
    }

    public ValueTask DisposeAsync()
    {
        _stack.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_request_an_event_and_a_job_go_through_three_functions_in_one_trace()
    {
        using var inbox = new Inbox(await servers.GetAwsUrlAsync());
        await using (var api = await StartAsync("Api"))
        {
            var answer = (await api.InvokeAsync(CreateUser(inbox.Address), Trace)).Json;
            Assert.True(answer.GetProperty("statusCode").GetInt32() == 201, answer.ToString());
            Assert.Contains("/api/users/", answer.GetProperty("headers").GetProperty("Location").GetString());

            // Lambda could freeze it now, for ever: it is killed. What was committed has to have been sent.
            await api.Api.FrozenAsync();
        }

        var created = await TakeAsync("EventQueueUrl");
        Assert.Equal("UserCreated", created.Json().GetProperty("detail-type").GetString());
        Assert.Contains(TraceId, created.Json().GetProperty("detail").GetProperty("metadata").GetProperty("traceparent").GetString());

        await using var router = await StartAsync("EventRouter");
        Assert.Equal("""{"batchItemFailures":[]}""", (await router.InvokeAsync(Batch(created))).Text);
        await router.Api.FrozenAsync();
        var job = await TakeAsync("JobQueueUrl");
        Assert.Equal("email", job.MessageAttributes["JobType"].StringValue);
        Assert.Contains(TraceId, job.MessageAttributes["traceparent"].StringValue);

        await using var worker = await StartAsync("ReportWorker");
        Assert.Equal("""{"batchItemFailures":[]}""", (await worker.InvokeAsync(Batch(job))).Text);
        Assert.Equal("Welcome", Assert.Single(await inbox.ReadAsync()).Subject);

        // A second delivery has no second effect.
        Assert.Equal("""{"batchItemFailures":[]}""", (await worker.InvokeAsync(Batch(job))).Text);
        Assert.Single(await inbox.ReadAsync());
    }

    [Fact]
    public async Task An_event_straight_from_the_bus_has_the_same_handler()
    {
        await using var router = await StartAsync("EventRouter");
        var outcome = await router.InvokeAsync(
            Samples.EventBridge(busEvent =>
            {
                busEvent["source"] = "user-service";
                busEvent["detail-type"] = "UserCreated";
                busEvent["detail"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["eventId"] = "event-1", ["occurredAt"] = "2026-01-01T00:00:00Z" },
                    ["data"] = new JsonObject
                    {
                        ["userId"] = Guid.NewGuid(),
                        ["email"] = "ada@example.com",
                        ["name"] = "Ada",
                        ["createdAt"] = "2026-01-01T00:00:00Z",
                    },
                };
            }),
            Trace
        );
        Assert.True(outcome.Error is null, outcome.Error?.Body);
        await router.Api.FrozenAsync();
        var job = await TakeAsync("JobQueueUrl");
        Assert.Equal("ada@example.com", job.Json().GetProperty("data").GetProperty("to").GetString());

        // Its metadata had no trace, so X-Ray's goes on.
        Assert.Contains(TraceId, job.MessageAttributes["traceparent"].StringValue);
    }

    [Fact]
    public async Task Of_a_batch_what_can_never_be_handled_is_a_dead_letter_at_once_with_the_reason()
    {
        using var inbox = new Inbox(await servers.GetAwsUrlAsync());
        await using var worker = await StartAsync("ReportWorker");
        var outcome = await worker.InvokeAsync(
            Samples.SqsBatch(
                "jobs",
                (
                    "1",
                    $$$"""{"id":"{{{Guid.NewGuid()}}}","type":"email","enqueuedAt":"2026-01-01T00:00:00Z","data":{"to":"{{{inbox.Address}}}","subject":"Hello","text":"x"}}"""
                ),
                ("2", "no job"),
                ("3", """{"id":"3","type":"unheard-of","enqueuedAt":"2026-01-01T00:00:00Z","data":{}}""")
            )
        );
        Assert.Equal("""{"batchItemFailures":[]}""", outcome.Text);
        Assert.Single(await inbox.ReadAsync());
        var letters = new[] { await TakeAsync("JobDeadLetterQueueUrl"), await TakeAsync("JobDeadLetterQueueUrl") };
        Assert.Equal(["2", "3"], letters.Select(letter => letter.MessageAttributes["DeadLetterMessageId"].StringValue).Order());
        Assert.All(letters, letter => Assert.NotEmpty(letter.MessageAttributes["DeadLetterReason"].StringValue));
    }

    [Fact]
    public async Task While_the_database_is_away_only_what_needs_it_comes_back_and_sooner_than_the_queue_says()
    {
        _stack.Configuration["Queue:FirstRetryInOutage"] = "00:00:01";
        _stack.Configuration["Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:DisableRetry"] = "true";
        var database = _stack.Configuration["ConnectionStrings:serverless"];
        _stack.Configuration["ConnectionStrings:serverless"] = "Host=127.0.0.1;Port=1;Username=u;Password=p;Database=d";
        await _stack.Sqs.SendMessageAsync(
            _stack["JobQueueUrl"],
            $$$"""
            {"id":"1","type":"report-generation","enqueuedAt":"2026-01-01T00:00:00Z","data":{"reportId":"{{{Guid.NewGuid()}}}"}}
            """
        );
        await using (var worker = await StartAsync("ReportWorker"))
        {
            var message = await ReceiveAsync(_stack["JobQueueUrl"]);
            var outcome = await worker.InvokeAsync(Batch(message));
            Assert.Equal($$$"""{"batchItemFailures":[{"itemIdentifier":"{{{message.MessageId}}}"}]}""", outcome.Text);
        }

        // In the template's 30 s it would not be visible before this gives up.
        _stack.Configuration["ConnectionStrings:serverless"] = database;
        await using var other = await StartAsync("ReportWorker");
        var again = await ReceiveAsync(_stack["JobQueueUrl"]);
        Assert.Equal("2", again.Attributes["ApproximateReceiveCount"]);
        Assert.Equal("""{"batchItemFailures":[]}""", (await other.InvokeAsync(Batch(again))).Text);
    }

    [Fact]
    public async Task The_schedule_of_the_outbox_queues_requests_again_whose_job_is_lost()
    {
        await using var api = await StartAsync("Api");
        const string report = """{"userId":"ada@example.com","dateRange":{"from":"2026-01-01","to":"2026-01-02"}}""";
        var answer = (await api.InvokeAsync(Samples.Post("/api/exports/report", report, ("content-type", "application/json")))).Json;
        Assert.True(answer.GetProperty("statusCode").GetInt32() == 202, answer.ToString());
        await api.Api.FrozenAsync();
        var lost = await TakeAsync("JobQueueUrl");
        await ExecuteAsync("UPDATE report_requests SET last_activity_at = last_activity_at - interval '31 minutes'");

        Assert.Equal("""{"done":true}""", (await api.InvokeAsync("""{"source":"serverless.outbox"}""")).Text);
        var again = await TakeAsync("JobQueueUrl");
        Assert.Equal(lost.Json().GetProperty("data").ToString(), again.Json().GetProperty("data").ToString());
    }

    [Fact]
    public async Task Two_cold_starts_at_once_migrate_an_empty_database_once_when_they_first_use_it()
    {
        await using var one = await StartAsync("Api");
        await using var other = await StartAsync("Api");
        await one.InvokeAsync("""{"source":"serverless.warmup"}""");
        Assert.False(await IsMigratedAsync());

        var answers = await Task.WhenAll(one.InvokeAsync(Samples.Get("/api/products")), other.InvokeAsync(Samples.Get("/api/products")));
        Assert.All(answers, answer => Assert.True(answer.Json.GetProperty("statusCode").GetInt32() == 200, answer.Text));
        Assert.Equal(5, JsonElement.Parse(answers[0].Json.GetProperty("body").GetString()!).GetArrayLength());
    }

    [Fact]
    public async Task A_step_of_the_deployment_can_migrate_instead()
    {
        _stack.Configuration["Database:MigrateAtStart"] = "false";
        await using var api = await StartAsync("Api");
        Assert.Equal(500, (await api.InvokeAsync(Samples.Get("/api/products"))).Json.GetProperty("statusCode").GetInt32());
        Assert.Equal("""{"done":true}""", (await api.InvokeAsync("""{"source":"serverless.migrate"}""")).Text);
        Assert.Equal(200, (await api.InvokeAsync(Samples.Get("/api/products"))).Json.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task What_an_environment_could_not_send_is_sent_by_the_sweep_of_another()
    {
        var aws = _stack.Configuration["AWS_ENDPOINT_URL"];
        await using var notAws = await RuntimeApiServer.StartAsync();
        _stack.Configuration["AWS_ENDPOINT_URL"] = $"http://{notAws.Address}";
        _stack.Configuration["Outbox:FirstRetry"] = "00:00:00";
        await using (var api = await StartAsync("Api"))
        {
            Assert.Equal(201, (await api.InvokeAsync(CreateUser("ada@example.com"))).Json.GetProperty("statusCode").GetInt32());
            await api.Api.FrozenAsync();
        }

        _stack.Configuration["AWS_ENDPOINT_URL"] = aws;
        await using var router = await StartAsync("EventRouter");
        Assert.Equal("""{"done":true}""", (await router.InvokeAsync("""{"source":"serverless.outbox"}""")).Text);
        Assert.Equal("UserCreated", (await TakeAsync("EventQueueUrl")).Json().GetProperty("detail-type").GetString());
    }

    [Fact]
    public async Task Health_answers_on_Lambda_too()
    {
        await using var api = await StartAsync("Api");
        Assert.Equal(200, (await api.InvokeAsync(Samples.Get("/api/health"))).Json.GetProperty("statusCode").GetInt32());
        var health = (await api.InvokeAsync(Samples.Get("/health"))).Json;
        Assert.Equal("Healthy", JsonElement.Parse(health.GetProperty("body").GetString()!).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_upload_in_base64_is_stored_byte_for_byte()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0xFF, 0xFE, 1];
        using var form = new MultipartFormDataContent { { new ByteArrayContent(png), "file", "dot.png" } };
        await using var api = await StartAsync("Api");
        var answer = (
            await api.InvokeAsync(
                Samples.HttpApi(request =>
                {
                    request["rawPath"] = "/api/images/";
                    request["headers"] = new JsonObject
                    {
                        ["content-type"] = form.Headers.ContentType!.ToString(),
                        ["host"] = "api.example.com",
                    };
                    request["body"] = Convert.ToBase64String(form.ReadAsByteArrayAsync().Result);
                    request["isBase64Encoded"] = true;
                })
            )
        ).Json;
        Assert.True(answer.GetProperty("statusCode").GetInt32() == 202, answer.ToString());
        var url = JsonElement.Parse(answer.GetProperty("body").GetString()!).GetProperty("url").GetString();
        using var http = new HttpClient();
        Assert.Equal(png, await http.GetByteArrayAsync(url));
    }

    private Task<ServiceProcess> StartAsync(string service) => ServiceProcess.StartAsync(service, _stack.Configuration);

    private Task<Message> TakeAsync(string queue) => _stack.Sqs.TakeAsync(_stack[queue]);

    /// <summary>The next message, which stays in the queue, hidden.</summary>
    private async Task<Message> ReceiveAsync(string queueUrl)
    {
        var received = await _stack.Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(queueUrl)
            {
                WaitTimeSeconds = 20,
                MessageSystemAttributeNames = ["All"],
                MessageAttributeNames = ["All"],
            }
        );
        return Assert.Single(received.Messages);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{_stack.Configuration["ConnectionStrings:serverless"]};Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<bool> IsMigratedAsync()
    {
        await using var source = NpgsqlDataSource.Create($"{_stack.Configuration["ConnectionStrings:serverless"]};Pooling=false");
        await using var command = source.CreateCommand("SELECT to_regclass('products') IS NOT NULL");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static string CreateUser(string email) =>
        Samples.Post("/api/users", $$"""{"email":"{{email}}","name":"Ada"}""", ("content-type", "application/json"));

    /// <summary>A message as an event source mapping hands it on.</summary>
    private static string Batch(Message message) =>
        Samples.Sqs(batch =>
        {
            var record = batch["Records"]![0]!.DeepClone();
            record["messageId"] = message.MessageId;
            record["body"] = message.Body;
            record["receiptHandle"] = message.ReceiptHandle;
            record["attributes"] = new JsonObject(
                (message.Attributes ?? []).Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)attribute.Value))
            );
            record["messageAttributes"] = new JsonObject(
                (message.MessageAttributes ?? []).Select(attribute =>
                    KeyValuePair.Create(
                        attribute.Key,
                        (JsonNode?)new JsonObject { ["stringValue"] = attribute.Value.StringValue, ["dataType"] = attribute.Value.DataType }
                    )
                )
            );
            batch["Records"] = new JsonArray(record);
        });
}
