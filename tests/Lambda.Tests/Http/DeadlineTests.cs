using Lambda.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lambda.Tests.Http;

public sealed class DeadlineTests
{
    [Fact]
    public async Task A_request_is_cancelled_shortly_before_the_deadline_and_answered()
    {
        var started = new TaskCompletionSource();
        await using var function = await Function.StartAsync(
            async context =>
            {
                started.SetResult();
                await Never.EndsAsync(context.RequestAborted);
            },
            ("Lambda:DeadlineMargin", "00:00:01")
        );
        var begun = function.Time.GetUtcNow();
        var invocation = function.Api.Start(Samples.Get("/"), begun.AddSeconds(10));
        await started.Task;

        function.Time.Advance(TimeSpan.FromSeconds(8.9));
        Assert.False(invocation.Outcome.IsCompleted);
        function.Time.Advance(TimeSpan.FromSeconds(0.2));
        var answer = (await invocation.Outcome).Json;
        Assert.Equal(504, answer.GetProperty("statusCode").GetInt32());
        Assert.Contains("time-out of the function", answer.GetProperty("body").GetString());
        Assert.Contains(function.Logs.Lines, entry =>
            entry.Line.Contains("1000 ms before the function's time-out") && entry.RequestId == invocation.Id
        );
    }

    [Fact]
    public async Task Behind_an_exception_handler_it_is_a_504_too()
    {
        var started = new TaskCompletionSource();
        await using var function = await Function.StartAsync(app =>
        {
            app.UseExceptionHandler(errors => errors.Run(_ => Task.CompletedTask));
            app.Run(async context =>
            {
                started.SetResult();
                await Never.EndsAsync(context.RequestAborted);
            });
        });
        var invocation = function.Api.Start(Samples.Get("/"), function.Time.GetUtcNow().AddSeconds(10));
        await started.Task;
        function.Time.Advance(TimeSpan.FromSeconds(9.6));
        Assert.Equal(504, (await invocation.Outcome).Json.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task An_answer_that_is_there_in_spite_of_the_cancellation_is_sent()
    {
        var started = new TaskCompletionSource();
        await using var function = await Function.StartAsync(async context =>
        {
            var cancelled = new TaskCompletionSource();
            context.RequestAborted.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            context.Response.StatusCode = 202;
        });
        var invocation = function.Api.Start(Samples.Get("/"), function.Time.GetUtcNow().AddSeconds(10));
        await started.Task;
        function.Time.Advance(TimeSpan.FromSeconds(9.6));
        Assert.Equal(202, (await invocation.Outcome).Json.GetProperty("statusCode").GetInt32());
    }
}
