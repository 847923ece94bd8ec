namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>Every type of target that there is. A new one is a file of its own and a line here.</summary>
internal static class TargetTypes
{
    private static readonly TargetType[] All =
    [
        SqsTarget.Type,
        SnsTarget.Type,
        LogsTarget.Type,
        LambdaTarget.Type,
        BusTarget.Type,
        ApiDestinationTarget.Type,
    ];

    public static TargetType? Of(string arn) => Arn.TryParse(arn, out var parsed) ? Of(parsed) : null;

    public static TargetType? Of(Arn arn) => All.FirstOrDefault(type => type.Owns(arn));

    public static ValueTask<DeliveryFailure?> DeliverAsync(TargetCall call, CancellationToken cancellation) =>
        Of(call.Arn) is { } type
            ? type.DeliverAsync(call, cancellation)
            : ValueTask.FromResult<DeliveryFailure?>(
                new DeliveryFailure("INVALID_PARAMETER", $"LocalCloud does not support targets like {call.Arn}.", Retriable: false)
            );
}
