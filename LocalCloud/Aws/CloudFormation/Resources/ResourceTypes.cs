using System.Collections.Frozen;
using LocalCloud.Aws.CloudFormation.Resources.Databases;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>Every resource type there is.</summary>
internal static class ResourceTypes
{
    private static readonly FrozenDictionary<string, ResourceType> All = new ResourceType[]
    {
        new SqsQueue(),
        new SqsQueuePolicy(),
        new SqsQueueInlinePolicy(),
        new EventsEventBus(),
        new EventsEventBusPolicy(),
        new EventsRule(),
        new EventsArchive(),
        new EventsConnection(),
        new EventsApiDestination(),
        new SchedulerSchedule(),
        new SchedulerScheduleGroup(),
        new SnsTopic(),
        new SnsSubscription(),
        new SnsTopicPolicy(),
        new SnsTopicInlinePolicy(),
        new DynamoDbTable(),
        new DynamoDbGlobalTable(),
        new S3Bucket(),
        new S3BucketPolicy(),
        new SesEmailIdentity(),
        new SesTemplate(),
        new SesConfigurationSet(),
        new LambdaFunction(),
        new LambdaVersion(),
        new LambdaAlias(),
        new LambdaPermission(),
        new LambdaEventSourceMapping(),
        new LambdaUrl(),
        new LambdaLayerVersion(),
        new LambdaLayerVersionPermission(),
        new LambdaEventInvokeConfig(),
        new CloudWatchAlarm(),
        new CloudWatchCompositeAlarm(),
        new CloudWatchDashboard(),
        new LogsLogGroup(),
        new LogsLogStream(),
        new LogsResourcePolicy(),
        new LogsMetricFilter(),
        new LogsSubscriptionFilter(),
        new LogsQueryDefinition(),
        new NestedStack(),
        new WaitCondition(),
        new WaitConditionHandle(),
        new SsmParameterType(),
        new SecretType(),
        new SecretRotationSchedule(),
        new SecretResourcePolicy(),
        new KmsKey(),
        new KmsReplicaKey(),
        new KmsAlias(),
        new CloudFormationMacro(),
        new IamRole(),
        new IamPolicy(),
        new IamManagedPolicy(),
        new IamInstanceProfile(),
        new IamUser(),
        new IamGroup(),
        new IamUserToGroupAddition(),
        new IamAccessKey(),
        new IamOidcProvider(),
        new IamServiceLinkedRole(),
        new RdsDBInstance(),
        new RdsDBCluster(),
        new RdsDBProxy(),
        new RdsDBProxyTargetGroup(),
        new RdsDBSubnetGroup(),
        new RdsParameterGroup(cluster: false),
        new RdsParameterGroup(cluster: true),
        new SecretTargetAttachment(),
        new ElastiCacheSubnetGroup(),
        new ElastiCacheServerlessCache(),
        new ElastiCacheReplicationGroup(),
        new ElastiCacheCacheCluster(),
        new ApiGatewayApi(),
        new ApiGatewayRoute(),
        new ApiGatewayIntegration(),
        new ApiGatewayStage(),
        new ApiGatewayDeployment(),
        new ApiGatewayAuthorizer(),
        new ApiGatewayDomainName(),
        new ApiGatewayApiMapping(),
        new ApiGatewayVpcLink(),
    }
        .Concat(StandIns.Databases.All)
        .Concat(StandIns.Networks.All)
        .Concat(StandIns.Others.All)
        .ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    public static ResourceType? Find(string name) =>
        All.GetValueOrDefault(name) ?? (CustomResource.Is(name) ? new CustomResource(name) : null);

    public static AwsError? Unrecognized(Template template)
    {
        var unknown = template.Resources.Values.Select(r => r.Type).Where(type => Find(type) is null).Distinct().ToArray();
        return unknown.Length == 0
            ? null
            : TemplateError.Format($"Unrecognized resource types: [{string.Join(", ", unknown)}]{Nearest.Hint(unknown[0], Names)}");
    }
}
