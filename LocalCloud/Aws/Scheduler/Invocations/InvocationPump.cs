using System.Diagnostics;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>Carries invocations to their targets.</summary>
internal sealed partial class InvocationPump(SchedulerService service) : DuePump<SchedulerState, Invocation>(service, workers: 16)
{
    protected override IEnumerable<Invocation> Pending(SchedulerState state) =>
        state.Invocations.Values.OrderBy(i => i.Key, StringComparer.Ordinal);

    protected override bool IsPending(SchedulerState state, Invocation invocation) =>
        ReferenceEquals(state.Invocations.GetValueOrDefault(invocation.Key), invocation);

    protected override async Task<Outcome<Invocation>> TryAsync(SchedulerState state, Invocation invocation)
    {
        using var activity = StartSpan($"Scheduler invoke {invocation.Schedule}", null, invocation.Target.Arn);
        activity
            ?.SetTag("messaging.system", "aws_scheduler")
            .SetTag("messaging.message.id", invocation.ExecutionId)
            .SetTag("aws.scheduler.schedule", invocation.ScheduleArn);
        var failure = await SendAsync(state, invocation).ConfigureAwait(false);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return Outcome.Of(invocation, failure, state.Time.GetUtcNow());
    }

    protected override Outcome<Invocation> Unforeseen(SchedulerState state, Invocation invocation, Exception e)
    {
        Unforeseen(Log, invocation.Schedule, invocation.Target.Arn!, e);
        return Outcome.Of(invocation, new("InternalFailure", e.Message, Retriable: true), state.Time.GetUtcNow());
    }

    protected override Invocation? Settle(SchedulerState state, Changes changes, Invocation invocation, Outcome<Invocation> outcome)
    {
        state.History.Update(invocation, outcome, state.Time.GetUtcNow());
        if (outcome.Status == Outcome.Dropped)
            Dropped(Log, invocation.Schedule, invocation.Target.Arn!, invocation.DeadLetter?.Message ?? outcome.Failure!.Message);
        if (outcome.Next is { } next)
            state.Put(changes, next);
        else
        {
            state.Delete(changes, invocation);
            DeleteCompleted(state, changes, invocation.Schedule);
        }
        return outcome.Next;
    }

    private static void DeleteCompleted(SchedulerState state, Changes changes, string key)
    {
        if (
            state.Schedules.GetValueOrDefault(key)
                is { Row: { ActionAfterCompletion: ScheduleRow.Delete, State: ScheduleRow.Enabled } } schedule
            && schedule.Next is null
            && !state.HasPending(schedule)
        )
            state.Delete(changes, schedule);
    }

    private async ValueTask<DeliveryFailure?> SendAsync(SchedulerState state, Invocation invocation)
    {
        if (invocation.DeadLetter is { } given)
            return await DeadLetterQueue.SendAsync(Host, state.Scope, invocation, given, Stopping).ConfigureAwait(false);
        if (invocation.Attempts == 0 && RetryRule.IsTooOld(invocation, state.Time.GetUtcNow()))
            return new("EventAgeExceeded", "LocalCloud did not run when the invocation was due.", Retriable: true);
        Host.Usage.Count(
            new(state.Service.Id, "Invocation", invocation.Schedule, null, Caller.Service, state.Scope),
            null,
            new("invocations", 1)
        );
        return await InvocationCall.SendAsync(Host, state.Scope, invocation, Stopping).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The invocation of {Target} by schedule {Schedule} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string schedule, string target, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The invocation of {Target} by schedule {Schedule} was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string schedule, string target, string reason);
}
