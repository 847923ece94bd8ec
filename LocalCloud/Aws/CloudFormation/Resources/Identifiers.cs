using System.Collections.Frozen;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The primary identifiers of types, as their published schemas have them. Types without one cannot be imported.</summary>
internal static class Identifiers
{
    private static readonly FrozenDictionary<string, string[]> All = new Dictionary<string, string[]>
    {
        ["AWS::ApiGatewayV2::Api"] = ["ApiId"],
        ["AWS::ApiGatewayV2::Authorizer"] = ["AuthorizerId", "ApiId"],
        ["AWS::ApiGatewayV2::DomainName"] = ["DomainName"],
        ["AWS::ApiGatewayV2::Integration"] = ["ApiId", "IntegrationId"],
        ["AWS::ApiGatewayV2::Route"] = ["ApiId", "RouteId"],
        ["AWS::ApiGatewayV2::VpcLink"] = ["VpcLinkId"],
        ["AWS::CloudFormation::Stack"] = ["StackId"],
        ["AWS::CloudWatch::Alarm"] = ["AlarmName"],
        ["AWS::DynamoDB::GlobalTable"] = ["TableName"],
        ["AWS::DynamoDB::Table"] = ["TableName"],
        ["AWS::EC2::SecurityGroup"] = ["Id"],
        ["AWS::EC2::Subnet"] = ["SubnetId"],
        ["AWS::EC2::VPC"] = ["VpcId"],
        ["AWS::ECR::Repository"] = ["RepositoryName"],
        ["AWS::ECS::Cluster"] = ["ClusterName"],
        ["AWS::ECS::Service"] = ["ServiceArn", "Cluster"],
        ["AWS::ECS::TaskDefinition"] = ["TaskDefinitionArn"],
        ["AWS::ElastiCache::ServerlessCache"] = ["ServerlessCacheName"],
        ["AWS::Events::ApiDestination"] = ["Name"],
        ["AWS::Events::Archive"] = ["ArchiveName"],
        ["AWS::Events::Connection"] = ["Name"],
        ["AWS::Events::EventBus"] = ["Name"],
        ["AWS::Events::Rule"] = ["Arn"],
        ["AWS::IAM::InstanceProfile"] = ["InstanceProfileName"],
        ["AWS::IAM::ManagedPolicy"] = ["PolicyArn"],
        ["AWS::IAM::Role"] = ["RoleName"],
        ["AWS::KMS::Alias"] = ["AliasName"],
        ["AWS::KMS::Key"] = ["KeyId"],
        ["AWS::Lambda::Alias"] = ["AliasArn"],
        ["AWS::Lambda::EventInvokeConfig"] = ["FunctionName", "Qualifier"],
        ["AWS::Lambda::EventSourceMapping"] = ["Id"],
        ["AWS::Lambda::Function"] = ["FunctionName"],
        ["AWS::Lambda::LayerVersion"] = ["LayerVersionArn"],
        ["AWS::Lambda::Permission"] = ["FunctionName", "Id"],
        ["AWS::Lambda::Url"] = ["FunctionArn"],
        ["AWS::Lambda::Version"] = ["FunctionArn"],
        ["AWS::Logs::LogGroup"] = ["LogGroupName"],
        ["AWS::Logs::LogStream"] = ["LogGroupName", "LogStreamName"],
        ["AWS::Logs::ResourcePolicy"] = ["PolicyName"],
        ["AWS::RDS::DBCluster"] = ["DBClusterIdentifier"],
        ["AWS::RDS::DBInstance"] = ["DBInstanceIdentifier"],
        ["AWS::RDS::DBProxy"] = ["DBProxyName"],
        ["AWS::RDS::DBSubnetGroup"] = ["DBSubnetGroupName"],
        ["AWS::S3::Bucket"] = ["BucketName"],
        ["AWS::S3::BucketPolicy"] = ["Bucket"],
        ["AWS::SNS::Subscription"] = ["Arn"],
        ["AWS::SNS::Topic"] = ["TopicArn"],
        ["AWS::SQS::Queue"] = ["QueueUrl"],
        ["AWS::SSM::Parameter"] = ["Name"],
        ["AWS::Scheduler::Schedule"] = ["Name"],
        ["AWS::Scheduler::ScheduleGroup"] = ["Name"],
        ["AWS::SecretsManager::ResourcePolicy"] = ["Id"],
        ["AWS::SecretsManager::Secret"] = ["Id"],
        ["AWS::SES::EmailIdentity"] = ["EmailIdentity"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string>? Of(string type) => All.GetValueOrDefault(type);
}
