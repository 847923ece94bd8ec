namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record DescribePartnerEventSourceRequest(string? Name);

internal sealed record PartnerEventSource(string Arn, string Name);

internal static class DescribePartnerEventSource
{
    public static readonly Operation<EventsState, DescribePartnerEventSourceRequest, PartnerEventSource> Definition =
        Operation<EventsState>.Define(
            "DescribePartnerEventSource",
            EventsJson.Default.DescribePartnerEventSourceRequest,
            EventsJson.Default.PartnerEventSource,
            Handle,
            PartnerRules.SourceName<DescribePartnerEventSourceRequest>(r => r.Name).Required()
        );

    private static Result<PartnerEventSource> Handle(EventsState state, DescribePartnerEventSourceRequest request, Context context) =>
        state.PartnerSources.GetValueOrDefault(request.Name!) is { } row
            ? new PartnerEventSource(PartnerRules.Arn(state, row.Name), row.Name)
            : PartnerRules.NotFound(request.Name!);
}
