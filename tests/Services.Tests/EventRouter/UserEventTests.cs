using Amazon.SQS.Model;
using Services.Tests.Infrastructure;

namespace Services.Tests.EventRouter;

public sealed class UserEventTests(Servers servers) : RouterTest(servers)
{
    [Fact]
    public async Task A_new_user_is_welcomed_once_however_often_the_event_is_delivered()
    {
        await using var router = StartRouter();
        var created = Event(Ada(), "the-same");
        await SendAsync(Enumerable.Repeat(created, 10));
        await Trace.EndedAsync("process UserCreated", 10, failed: false);
        await SendAsync(created);
        await Trace.EndedAsync("process UserCreated", 11, failed: false);

        var job = (await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"])).Json();
        Assert.Equal("email", job.GetProperty("type").GetString());
        var mail = job.GetProperty("data");
        Assert.Equal(("ada@example.com", "Welcome"), (mail.GetProperty("to").GetString(), mail.GetProperty("subject").GetString()));
        Assert.Contains("Ada", mail.GetProperty("text").GetString());
        await StopAsync(router);
        await NothingIsLeftAsync("JobQueueUrl");
        await NothingIsLeftAsync("EventQueueUrl");
    }

    [Fact]
    public async Task What_an_event_leads_to_is_in_its_trace_and_under_its_request_id()
    {
        await using var router = StartRouter();
        await SendAsync(Event(Ada()));
        Message job = await Stack.Sqs.TakeAsync(Stack["JobQueueUrl"]);

        var process = Assert.Single(await Trace.EndedAsync("process UserCreated"));
        Assert.Equal(Trace.Root, process.ParentSpanId);
        var send = Assert.Single(await Trace.EndedAsync("send email"));
        Assert.Equal(process.SpanId, send.ParentSpanId);
        Assert.Equal(send.Id, job.MessageAttributes["traceparent"].StringValue);
        Assert.Equal("req-1", job.MessageAttributes["x-request-id"].StringValue);
    }
}
