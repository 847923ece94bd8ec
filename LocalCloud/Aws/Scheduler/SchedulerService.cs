using LocalCloud.Aws.Scheduler.Invocations;
using LocalCloud.Aws.Scheduler.Operations;

namespace LocalCloud.Aws.Scheduler;

/// <summary>Amazon EventBridge Scheduler: schedules in groups, and what invokes their targets when the time has come.</summary>
internal sealed class SchedulerService : Service, ITaggedService
{
    public SchedulerService() => (Calendar, Pump) = (new(this), new(this));

    public override string Id => "scheduler";

    // /schedules and /tags can be buckets as well: only a signature tells.
    public override IReadOnlyList<string> RestPaths => [];

    public override string MessageMember(AwsError error) => "Message";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateSchedule.Definition,
            GetSchedule.Definition,
            UpdateSchedule.Definition,
            DeleteSchedule.Definition,
            ListSchedules.Definition,
            CreateScheduleGroup.Definition,
            GetScheduleGroup.Definition,
            DeleteScheduleGroup.Definition,
            ListScheduleGroups.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            ListTagsForResource.Definition,
        ];

    internal Calendar Calendar { get; }

    internal InvocationPump Pump { get; }

    protected override ServiceState CreateState(Scope scope) => new SchedulerState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) =>
        ((SchedulerState)state).Groups.Keys.Select(name => state.Scope.Arn("scheduler", $"schedule-group/{name}"));

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => TaggedGroup.Find((SchedulerState)state, arn);

    public override void MapPages(IEndpointRouteBuilder routes) => TracePage.Map(routes, this);

    public override void Start(CancellationToken stopping)
    {
        Pump.Start(stopping);
        Calendar.Start(stopping);
    }
}
