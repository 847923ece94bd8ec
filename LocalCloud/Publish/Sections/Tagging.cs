using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Every resource that takes tags says which application and stack it belongs to.</summary>
static class Tagging
{
    static readonly string[] Lists =
    [
        "AWS::Lambda::Function", "AWS::IAM::Role", "AWS::SQS::Queue", "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::RDS::DBProxy", "AWS::RDS::DBSubnetGroup",
        "AWS::ElastiCache::ServerlessCache", "AWS::SecretsManager::Secret", "AWS::Logs::LogGroup", "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::RouteTable",
        "AWS::Events::EventBus", "AWS::SNS::Topic", "AWS::ECS::Cluster", "AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::ServiceDiscovery::PrivateDnsNamespace",
    ];

    static readonly string[] Maps = ["AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::VpcLink"];

    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        List<(string Key, JsonNode Value)> tags = [("Application", plan.Options.ApplicationName), .. plan.Options.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, (JsonNode)t.Value))];
        foreach (var resource in document.Resources)
        {
            if (Lists.Contains(resource.Type))
            {
                var list = (JsonArray)(resource.Properties["Tags"] ??= new JsonArray());
                foreach (var (key, value) in tags.Where(t => !list.Any(own => own?["Key"]?.ToString() == t.Key)))
                    list.Add((JsonNode)new JsonObject { ["Key"] = key, ["Value"] = value.DeepClone() });
            }
            else if (Maps.Contains(resource.Type))
            {
                var map = (JsonObject)(resource.Properties["Tags"] ??= new JsonObject());
                foreach (var (key, value) in tags) map.TryAdd(key, value.DeepClone());
            }
        }
    }
}
