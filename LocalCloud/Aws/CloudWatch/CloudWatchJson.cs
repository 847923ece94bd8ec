using System.Text.Json.Serialization;
using LocalCloud.Aws.CloudWatch.Alarms;
using LocalCloud.Aws.CloudWatch.Alarms.Composites;
using LocalCloud.Aws.CloudWatch.Dashboards;
using LocalCloud.Aws.CloudWatch.Metrics;
using LocalCloud.Aws.CloudWatch.Operations;

namespace LocalCloud.Aws.CloudWatch;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EpochSeconds)]
)]
[JsonSerializable(typeof(PutMetricDataRequest))]
[JsonSerializable(typeof(GetMetricDataRequest))]
[JsonSerializable(typeof(GetMetricDataResponse))]
[JsonSerializable(typeof(GetMetricStatisticsRequest))]
[JsonSerializable(typeof(GetMetricStatisticsResponse))]
[JsonSerializable(typeof(ListMetricsRequest))]
[JsonSerializable(typeof(ListMetricsResponse))]
[JsonSerializable(typeof(PutMetricAlarmRequest))]
[JsonSerializable(typeof(DescribeAlarmsRequest))]
[JsonSerializable(typeof(DescribeAlarmsResponse))]
[JsonSerializable(typeof(DescribeAlarmsForMetricRequest))]
[JsonSerializable(typeof(DescribeAlarmsForMetricResponse))]
[JsonSerializable(typeof(AlarmNamesRequest))]
[JsonSerializable(typeof(SetAlarmStateRequest))]
[JsonSerializable(typeof(ListTagsRequest))]
[JsonSerializable(typeof(ListTagsResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
[JsonSerializable(typeof(Alarm))]
[JsonSerializable(typeof(PutCompositeAlarmRequest))]
[JsonSerializable(typeof(CompositeAlarm))]
[JsonSerializable(typeof(PutDashboardRequest))]
[JsonSerializable(typeof(PutDashboardResponse))]
[JsonSerializable(typeof(DashboardRequest))]
[JsonSerializable(typeof(GetDashboardResponse))]
[JsonSerializable(typeof(ListDashboardsRequest))]
[JsonSerializable(typeof(DeleteDashboardsResponse))]
[JsonSerializable(typeof(ListDashboardsResponse))]
[JsonSerializable(typeof(DashboardNamesRequest))]
[JsonSerializable(typeof(Dashboard))]
[JsonSerializable(typeof(SeriesRow))]
[JsonSerializable(typeof(BucketRow))]
internal sealed partial class CloudWatchJson : JsonSerializerContext;
