using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge.ApiDestinations;
using LocalCloud.Aws.EventBridge.Archives;
using LocalCloud.Aws.EventBridge.Connections;
using LocalCloud.Aws.EventBridge.Deliveries;
using LocalCloud.Aws.EventBridge.Endpoints;
using LocalCloud.Aws.EventBridge.Operations;
using LocalCloud.Aws.EventBridge.Partners;
using LocalCloud.Aws.EventBridge.Permissions;
using LocalCloud.Aws.EventBridge.Replays;

namespace LocalCloud.Aws.EventBridge;

/// <summary>Amazon EventBridge: buses, rules, targets, and the pump that carries events to them.</summary>
internal sealed class EventsService : Service, ITaggedService
{
    public EventsService() => (Pump, Schedules) = (new(this), new(this));

    public override string Id => "events";

    public override string TargetPrefix => "AWSEvents";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateEventBus.Definition,
            DeleteEventBus.Definition,
            DescribeEventBus.Definition,
            ListEventBuses.Definition,
            UpdateEventBus.Definition,
            PutRule.Definition,
            DeleteRule.Definition,
            DescribeRule.Definition,
            ListRules.Definition,
            EnableRule.Definition,
            DisableRule.Definition,
            ListRuleNamesByTarget.Definition,
            PutTargets.Definition,
            RemoveTargets.Definition,
            ListTargetsByRule.Definition,
            PutEvents.Definition,
            TestEventPattern.Definition,
            CreateArchive.Definition,
            UpdateArchive.Definition,
            DescribeArchive.Definition,
            ListArchives.Definition,
            DeleteArchive.Definition,
            StartReplay.Definition,
            CancelReplay.Definition,
            DescribeReplay.Definition,
            ListReplays.Definition,
            CreateConnection.Definition,
            UpdateConnection.Definition,
            DescribeConnection.Definition,
            ListConnections.Definition,
            DeauthorizeConnection.Definition,
            DeleteConnection.Definition,
            CreateApiDestination.Definition,
            UpdateApiDestination.Definition,
            DescribeApiDestination.Definition,
            ListApiDestinations.Definition,
            DeleteApiDestination.Definition,
            CreateEndpoint.Definition,
            UpdateEndpoint.Definition,
            DescribeEndpoint.Definition,
            ListEndpoints.Definition,
            DeleteEndpoint.Definition,
            ActivateEventSource.Definition,
            DeactivateEventSource.Definition,
            DescribeEventSource.Definition,
            ListEventSources.Definition,
            CreatePartnerEventSource.Definition,
            DeletePartnerEventSource.Definition,
            DescribePartnerEventSource.Definition,
            ListPartnerEventSources.Definition,
            ListPartnerEventSourceAccounts.Definition,
            PutPartnerEvents.Definition,
            PutPermission.Definition,
            RemovePermission.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            ListTagsForResource.Definition,
        ];

    internal SendToTarget Send { get; init; } = TargetKinds.SendAsync;

    internal DeliveryPump Pump { get; }

    internal ScheduledRules Schedules { get; }

    internal ReplayRunner Replays { get; } = new();

    internal ConnectionAuthorizer Authorizer { get; } = new();

    internal InvocationRates Rates { get; } = new();

    protected override ServiceState CreateState(Scope scope) => new EventsState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => Tagged.Arns((EventsState)state);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => Tagged.Find((EventsState)state, arn);

    public override void Start(CancellationToken stopping)
    {
        ConnectionSecret.Start(this);
        Authorizer.Start(this, stopping);
        Pump.Start(stopping);
        Schedules.Start(stopping);
        Replays.Start(this, stopping);
    }

    public override void MapPages(IEndpointRouteBuilder routes) => TracePage.Map(routes, this);
}
