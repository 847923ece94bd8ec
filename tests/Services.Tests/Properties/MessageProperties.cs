using Amazon.SQS.Model;
using EventRouter.Users;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Services.Tests.Infrastructure;
using Services.Tests.ReportWorker;

namespace Services.Tests.Properties;

/// <summary>
/// Whatever is in a queue: it is handled, or a dead letter with its reason after one delivery, and what was stored can be read.
/// </summary>
public sealed class MessageProperties(Servers servers) : WorkerTest(servers)
{
    private const int Count = 200;

    [Fact]
    public async Task Jobs()
    {
        await using var worker = StartWorker();
        var report = (await AddReportAsync(new(2026, 1, 1), new(2026, 1, 2))).Id;
        var unknown = Gen.Elements($"\"{report}\"", $"\"{Guid.NewGuid()}\"");
        var attachment = Inputs.Object(
            ("fileKey", Gen.OneOf(Gen.Constant("\"reports/none.pdf\""), Inputs.OddText())),
            ("fileName", Inputs.OddText()),
            ("contentType", Inputs.OddText())
        );
        var mail = Inputs.Object(
            ("to", Inputs.Address),
            ("subject", Inputs.OddText()),
            ("text", Inputs.OddText()),
            ("html", Gen.OneOf(Gen.Constant("null"), Inputs.OddText())),
            ("attachment", Gen.OneOf(Gen.Constant("null"), attachment))
        );
        await LeavesNothingAsync(
            "JobQueueUrl",
            "JobDeadLetterQueueUrl",
            Inputs.Body(
                Gen.OneOf(
                    Job("\"report-generation\"", Inputs.Object(("reportId", unknown))),
                    Job("\"image-processing\"", Inputs.Object(("imageId", unknown))),
                    Job("\"email\"", mail),
                    Inputs.OddText().SelectMany(type => Job(type, Inputs.AnyValue(2)))
                )
            )
        );
        Assert.Single(await QueryAsync(db => db.ReportRequests.ToListAsync()));
    }

    [Fact]
    public async Task Events()
    {
        await using var router = Start<WelcomeMail>();
        var line = Inputs.Object(
            ("productId", Inputs.OddText()),
            ("quantity", Gen.Choose(-1, 5).Select(i => $"{i}")),
            ("backordered", Gen.Constant("0"))
        );
        var order = Inputs.Object(
            ("orderId", Gen.Constant($"\"{Guid.NewGuid()}\"")),
            ("amount", Gen.OneOf(Gen.Constant("9223372036854775807"), Inputs.AnyValue(0))),
            ("currency", Gen.OneOf(Gen.Constant("\"eur\""), Inputs.OddText())),
            ("status", Gen.Constant("\"PAID\"")),
            ("email", Gen.OneOf(Gen.Constant("null"), Inputs.Address)),
            ("placedAt", Inputs.Time),
            (
                "lines",
                Gen.OneOf(line.ArrayOf(2).Select(lines => $"[{string.Join(',', lines)}]"), Gen.Constant("[null]"), Gen.Constant("[]"))
            )
        );
        var refund = Inputs.Object(
            ("orderId", Gen.Constant($"\"{Guid.NewGuid()}\"")),
            ("amount", Gen.OneOf(Gen.Constant("-9223372036854775808"), Inputs.AnyValue(0))),
            ("refundedAmount", Inputs.AnyValue(0)),
            ("currency", Gen.OneOf(Gen.Constant("\"eur\""), Inputs.OddText())),
            ("status", Gen.OneOf(Gen.Constant("\"REFUNDED\""), Inputs.OddText())),
            ("email", Gen.OneOf(Gen.Constant("null"), Inputs.Address)),
            ("placedAt", Inputs.Time),
            ("refundedAt", Inputs.Time)
        );
        var user = Inputs.Object(
            ("userId", Gen.Constant($"\"{Guid.NewGuid()}\"")),
            ("email", Inputs.Address),
            ("name", Inputs.OddText()),
            ("createdAt", Gen.Constant("\"2026-01-01T00:00:00Z\""))
        );
        await Stack.Sqs.SendMessageAsync(Stack["EventQueueUrl"], BusEvents.Write(Trace, "order-service", "OrderShipped", "\0"));
        await LeavesNothingAsync(
            "EventQueueUrl",
            "EventDeadLetterQueueUrl",
            Inputs.Body(
                Gen.OneOf(
                    Event("\"OrderPlaced\"", "\"order-service\"", order),
                    Event("\"OrderRefunded\"", "\"order-service\"", refund),
                    Event("\"UserCreated\"", "\"user-service\"", user),
                    Inputs.OddText().SelectMany(text => Event(text, text, Inputs.AnyValue(2)))
                )
            )
        );
        await QueryAsync(db => db.DailySales.ToListAsync());
        Assert.NotEmpty(await QueryAsync(db => db.UnroutedEvents.ToListAsync()));
    }

    private static Gen<string> Job(string type, Gen<string> data) =>
        Inputs.Object(
            ("id", Gen.OneOf(Gen.Choose(0, 1_000_000).Select(i => $"\"job-{i}\""), Inputs.OddText())),
            ("type", Gen.Constant(type)),
            ("enqueuedAt", Gen.Constant("\"2026-01-01T00:00:00Z\"")),
            ("data", data)
        );

    private static Gen<string> Event(string type, string source, Gen<string> data)
    {
        var metadata = Inputs.Object(
            ("eventId", Gen.OneOf(Gen.Choose(0, 1_000_000).Select(i => $"\"event-{i}\""), Inputs.OddText())),
            ("occurredAt", Gen.Constant("\"2026-01-01T00:00:00Z\"")),
            ("requestId", Inputs.OddText()),
            ("traceparent", Inputs.OddText()),
            ("tracestate", Inputs.OddText())
        );
        return Inputs.Object(
            ("id", Gen.Choose(0, 1_000_000).Select(i => $"\"bus-{i}\"")),
            ("detail-type", Gen.Constant(type)),
            ("source", Gen.Constant(source)),
            ("time", Gen.Constant("\"2026-01-01T00:00:00Z\"")),
            ("detail", Gen.OneOf(Inputs.Object(("metadata", metadata), ("data", data)), Inputs.AnyObject(2)))
        );
    }

    private async Task LeavesNothingAsync(string queue, string deadLetterQueue, Gen<string> bodies)
    {
        foreach (var batch in Cases.Of(bodies.Where(body => body.Length > 0), Count).Chunk(10))
        {
            var entries = batch.Select((body, i) => new SendMessageBatchRequestEntry($"{i}", body)).ToList();
            Assert.Empty((await Stack.Sqs.SendMessageBatchAsync(Stack[queue], entries)).Failed ?? []);
        }

        GetQueueAttributesResponse left;
        do
        {
            left = await Stack.Sqs.GetQueueAttributesAsync(Stack[queue], ["All"]);
        } while (left.ApproximateNumberOfMessages + left.ApproximateNumberOfMessagesNotVisible > 0);
        var letters = 0;
        for (; await Stack.Sqs.TryTakeAsync(Stack[deadLetterQueue], 0) is { } letter; letters++)
        {
            Assert.True(letter.MessageAttributes?.ContainsKey("DeadLetterReason") is true, $"Tried until the end: {letter.Body}");
        }

        Assert.InRange(letters, 1, Count - 1);
    }
}
