using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Logs.Exports;
using LocalCloud.Aws.Logs.Operations;
using LocalCloud.Aws.Logs.Subscriptions;

namespace LocalCloud.Aws.Logs;

/// <summary>Amazon CloudWatch Logs: groups, streams, events and the patterns that find them.</summary>
internal sealed class LogsService : Service, ITaggedService
{
    public LogsService() => Subscriptions = new(this);

    private readonly Agenda<LogGroup> _expiries = new();

    internal SubscriptionPump Subscriptions { get; }

    internal Exporter Exporter => field ??= new(this);

    public override string Id => "logs";

    public override string TargetPrefix => "Logs_20140328";

    public override AwsError Invalid(string message) => Errors.Invalid(message);

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateLogGroup.Definition,
            DeleteLogGroup.Definition,
            DescribeLogGroups.Definition,
            ListLogGroups.Definition,
            PutRetentionPolicy.Definition,
            DeleteRetentionPolicy.Definition,
            PutLogGroupDeletionProtection.Definition,
            AssociateKmsKey.Definition,
            DisassociateKmsKey.Definition,
            CreateLogStream.Definition,
            DeleteLogStream.Definition,
            DescribeLogStreams.Definition,
            PutLogEvents.Definition,
            GetLogEvents.Definition,
            FilterLogEvents.Definition,
            TagLogGroup.Definition,
            UntagLogGroup.Definition,
            ListTagsLogGroup.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            ListTagsForResource.Definition,
            PutResourcePolicy.Definition,
            DeleteResourcePolicy.Definition,
            DescribeResourcePolicies.Definition,
            PutMetricFilter.Definition,
            DeleteMetricFilter.Definition,
            DescribeMetricFilters.Definition,
            TestMetricFilter.Definition,
            PutSubscriptionFilter.Definition,
            DeleteSubscriptionFilter.Definition,
            DescribeSubscriptionFilters.Definition,
            StartQuery.Definition,
            GetQueryResults.Definition,
            StopQuery.Definition,
            DescribeQueries.Definition,
            PutQueryDefinition.Definition,
            DescribeQueryDefinitions.Definition,
            DeleteQueryDefinition.Definition,
            CreateExportTask.Definition,
            DescribeExportTasks.Definition,
            CancelExportTask.Definition,
        ];

    protected override ServiceState CreateState(Scope scope) => new LogsState(this, scope);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => ((LogsState)state).Groups.Values.Select(group => group.Arn);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => TaggedGroup.ByArn((LogsState)state, arn);

    public override void Start(CancellationToken stopping)
    {
        _expiries.Start(Host.Time, groups => groups.ForEach(group => _ = ExpireAsync(group)), stopping);
        foreach (var state in States.Cast<LogsState>())
        foreach (var group in Host.Read(state, s => s.Groups.Values.ToArray()))
            PlanExpiry(group);
        Subscriptions.Start(stopping);
        Exporter.Start(stopping);
        foreach (var state in States.Cast<LogsState>())
        foreach (var query in Host.Read(state, s => s.Queries.Values.Where(q => q.IsRunning).ToArray()))
            _ = Task.Run(() => StartQuery.RunAsync(state, query), CancellationToken.None);
    }

    /// <summary>After every change that can bring events to an end.</summary>
    internal void PlanExpiry(LogGroup group) => Host.Read(group.State, state =>
        {
            group.PlannedExpiry = state.Groups.GetValueOrDefault(group.Name) == group ? group.NextExpiry() : null;
            _expiries.Set(group, group.PlannedExpiry);
            return 0;
        });

    private async Task ExpireAsync(LogGroup group)
    {
        await Host.ChangeAsync(group.State, (state, changes) =>
            {
                group.Expire(changes, state.Time.GetUtcNow());
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        PlanExpiry(group);
    }
}
