using System.Runtime.CompilerServices;
using LocalCloud.Aws.FaultInjection;

namespace LocalCloud.Aws;

/// <summary>
/// The way of every call of an operation from its request to its answer, whoever makes it: a client over any protocol, another service,
/// the console. What changes is on disk when the operation has handled it (<see cref="Host.ChangeAsync"/>).
/// </summary>
internal static class Pipeline
{
    // Pooled, and awaited once. Without faults and with a store that can be written none of the steps before the operation waits, so that
    // a call has one state machine here, and nothing is made for what is switched off.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Result<object>> AnswerAsync(Service service, Operation operation, object request, Context context)
    {
        var result =
            operation.Refuse(service, request, context) is { } denied ? denied
            : await StrikeAsync(service, operation, request, context).ConfigureAwait(false) is { } struck ? struck
            : operation.Check(service, request) is { } invalid ? invalid
            : !await MayBeginAsync(operation, context).ConfigureAwait(false) ? AwsError.NotStored
            : await operation.HandleAsync(service, request, context).ConfigureAwait(false);
        if (result.Error is null)
            LoseAnswer(service, operation, request, context);
        if (context.Caller is not null)
            Count(service, operation, request, result, context);
        return result;
    }

    private static ValueTask<AwsError?> StrikeAsync(Service service, Operation operation, object request, Context context) =>
        context.Host.Faults.Any
            ? context.Host.Faults.BeforeAsync(service, CallOf(service, operation, request, context), context.Cancellation)
            : default;

    // While the disk is full only what reads begins: memory would run ahead of it without end
    private static ValueTask<bool> MayBeginAsync(Operation operation, Context context) =>
        operation.OnlyReads ? ValueTask.FromResult(true) : context.Host.IsWritableAsync();

    // A service that calls another is told
    private static void LoseAnswer(Service service, Operation operation, object request, Context context)
    {
        if (context.IsRequest && context.Host.Faults.Any)
            context.Host.Faults.After(CallOf(service, operation, request, context));
    }

    private static void Count(Service service, Operation operation, object request, Result<object> result, Context context) =>
        operation.MeasureIn(service)(new(context, service.CountedAs, operation.Name, request, result.Value, result.Error));

    private static Call CallOf(Service service, Operation operation, object request, Context context) =>
        new(context.Scope, service.Id, operation.Name, () => operation.ResourcesOf(request));
}
