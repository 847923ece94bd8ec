using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.Sqs.Moves;

/// <summary>
/// Carries out one task. Messages leave and arrive in the same change set, together with the task's count: after a restart each is
/// in one queue, and the task goes on where it was.
/// </summary>
internal sealed class Mover(SqsState state, MoveTask task, CancellationToken stopping)
{
    private const int Chunk = 100;

    // As on AWS, a task is not over in the moment in which it starts, nor cancelled in the moment in which that is asked for.
    private const long Shortest = 1000;

    private readonly long _begun = state.Now;
    private readonly long _before = task.Moved;

    public async Task RunAsync()
    {
        try
        {
            while (
                (await state.Service.Host.ChangeAsync<SqsState, long>(state, (_, changes) => Step(changes)).ConfigureAwait(false)).Ok(
                    out var due,
                    out _
                )
                && due != Over
            )
                if (due - state.Now is > 0 and var delay)
                    await Task.Delay(TimeSpan.FromMilliseconds(delay), state.Time, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It goes on after the restart.
        }
    }

    private const long Over = -1;

    /// <summary>Moves what is due; when to come again, or <see cref="Over"/>.</summary>
    private Result<long> Step(Changes changes)
    {
        if (state.Moves.Find(task.Source, task.Id) is not { } now)
            return Over;
        task = now;
        if (task.Status is MoveTask.Cancelling)
            return End(MoveTask.Cancelled, changes);
        if (task.Status is not MoveTask.Running || state.ById(task.Source) is not { } source)
            return Over;
        source.Advance(changes);
        for (var left = Due(); left > 0 && task.Moved < task.ToMove; left--)
        {
            object? group = null;
            if (source.Take(ref group) is not { } message)
                // The others have been received, deleted or expired in the meantime.
                return Finish(changes);
            if (Destination(message).Ok(out var destination, out var failure))
                Move(source, message, destination, changes);
            else
            {
                source.PutBack(message);
                task = task with { FailureReason = failure.Code };
                return End(MoveTask.Failed, changes);
            }
        }
        if (task.Moved >= task.ToMove)
            return Finish(changes);
        state.Moves.Save(task, changes);
        return task.MaxPerSecond is { } rate ? _begun + ((task.Moved - _before + 1) * 1000 + rate - 1) / rate : state.Now;
    }

    private long Due() => task.MaxPerSecond is { } rate ? (state.Now - _begun) * rate / 1000 - (task.Moved - _before) : Chunk;

    private Result<Queue> Destination(Message message)
    {
        if ((task.DestinationArn ?? message.DeadLetterSource) is not { } arn)
            return new AwsError("CouldNotDetermineMessageSource", "");
        return state.FindArn(arn) is { } queue ? queue : new AwsError("AWS.SimpleQueueService.NonExistentQueue", "");
    }

    // It is a new message with an id and an age of its own (docs: dead-letter queue redrive).
    private void Move(Queue source, Message message, Queue destination, Changes changes)
    {
        var number = state.NextNumber();
        var moved = new Message(message.Content)
        {
            Number = number,
            SenderId = message.SenderId,
            Sent = state.Now,
            AvailableAt = state.Now + destination.Settings.Delay,
            TraceHeader = message.TraceHeader,
            TraceParent = message.TraceParent,
            GroupId = message.GroupId,
            DeduplicationId = message.DeduplicationId,
            SequenceNumber = Sending.SequenceNumber(destination, number),
        };
        source.Note(message, Steps.Moved, detail: $"{destination.Arn} as {moved.Id}");
        source.Remove(message, changes);
        destination.Send(moved, changes);
        destination.Note(moved, Steps.Arrived, detail: $"{source.Arn}, there {message.Id}");
        task = task with { Moved = task.Moved + 1 };
    }

    private long Finish(Changes changes)
    {
        if (state.Now < task.Started + Shortest)
        {
            // Nothing more is moved while the rest of its first second passes.
            state.Moves.Save(task = task with { ToMove = task.Moved }, changes);
            return task.Started + Shortest;
        }
        return End(MoveTask.Completed, changes);
    }

    private long End(string status, Changes changes)
    {
        state.Moves.Save(task with { Status = status }, changes);
        return Over;
    }
}
