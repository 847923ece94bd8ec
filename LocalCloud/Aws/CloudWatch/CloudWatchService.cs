using LocalCloud.Aws.CloudWatch.Alarms;
using LocalCloud.Aws.CloudWatch.Alarms.Composites;
using LocalCloud.Aws.CloudWatch.Dashboards;
using LocalCloud.Aws.CloudWatch.Operations;

namespace LocalCloud.Aws.CloudWatch;

/// <summary>Amazon CloudWatch: metrics that are put or that LocalCloud's own services measure, and alarms on them.</summary>
internal sealed class CloudWatchService : Service
{
    public CloudWatchService() => (Gauges, Watch, Composites) = (new(this), new(this), new(this));

    public override string Id => "monitoring";

    public override string TargetPrefix => "GraniteServiceVersion20100801";

    public override string QueryVersion => "2010-08-01";

    public override string XmlNamespace => "http://monitoring.amazonaws.com/doc/2010-08-01/";

    public Gauges Gauges { get; }

    /// <summary>Looks at alarms.</summary>
    public AlarmWatch Watch { get; }

    public CompositeWatch Composites { get; }

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            PutMetricData.Definition,
            GetMetricData.Definition,
            GetMetricStatistics.Definition,
            ListMetrics.Definition,
            PutMetricAlarm.Definition,
            DescribeAlarms.Definition,
            DescribeAlarmsForMetric.Definition,
            DeleteAlarms.Definition,
            SetAlarmState.Definition,
            EnableAlarmActions.Definition,
            DisableAlarmActions.Definition,
            PutCompositeAlarm.Definition,
            PutDashboard.Definition,
            GetDashboard.Definition,
            ListDashboards.Definition,
            DeleteDashboards.Definition,
            ListTagsForResource.Definition,
            TagResource.Definition,
            UntagResource.Definition,
        ];

    public override AwsError Invalid(string message) => Errors.Validation(message);

    public new CloudWatchState State(Scope scope) => (CloudWatchState)base.State(scope);

    protected override ServiceState CreateState(Scope scope) => new CloudWatchState(this, scope);

    public override void Start(CancellationToken stopping)
    {
        Watch.Start(stopping);
        Composites.Start(stopping);
    }
}
