using System.Text.Json.Nodes;
using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;
using LocalCloud.Templates;

namespace Cost.Tests.Prices;

/// <summary>What a template costs without any traffic: 730 hours of each.</summary>
public sealed class FixedCostTests
{
    private const string Template = """
        Parameters:
          Size: { Type: String, Default: db.t4g.micro }
          Zones: { Type: String, Default: 'false' }
        Conditions:
          HasTwo: !Equals [!Ref Zones, 'true']
          HasNone: !Not [!Condition HasTwo]
        Resources:
          Database:
            Type: AWS::RDS::DBInstance
            Properties: { DBInstanceClass: !Ref Size, AllocatedStorage: '20', MultiAZ: !If [HasTwo, true, false] }
          Proxy: { Type: AWS::RDS::DBProxy }
          Cache: { Type: AWS::ElastiCache::ServerlessCache }
          Gateway: { Type: AWS::EC2::NatGateway, Condition: HasNone }
          Logs: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Interface, SubnetIds: [!Ref A, !Ref B] } }
          Tables: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcEndpointType: Gateway } }
          Key: { Type: AWS::SecretsManager::Secret }
          Own: { Type: AWS::KMS::Key, Properties: { Description: ours } }
          Deep: { Type: AWS::CloudWatch::Alarm, Properties: { MetricName: Depth } }
          Share:
            Type: AWS::CloudWatch::Alarm
            Properties: { Metrics: [{ Id: a, MetricStat: {} }, { Id: b, MetricStat: {} }, { Id: c, Expression: a/b }] }
          Queue: { Type: AWS::SQS::Queue }
          Jobs: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Queue.Arn } }
          Changes: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Table.StreamArn } }
        """;

    [Fact]
    public void Each_resource_that_stands_costs_its_hours() =>
        Assert.Equal(
            [
                ("RDS Database (db.t4g.micro, 20 GB)", (730 * 0.016m) + (20 * 0.115m)),
                ("RDS Proxy Proxy (2 vCPUs at least)", 2 * 730 * 0.015m),
                ("ElastiCache Cache (100 MB)", 0.1m * 730 * 0.084m),
                ("Interface endpoints (1)", 2 * 730 * 0.01m),
                ("NAT gateways (1)", 730 * 0.045m),
                // Five long polls, each of 20 s
                ("Lambda's polls of queues (1)", 730 * 3600 / 20 * 5 * 0.0000004m),
                ("Secrets (1)", 0.40m),
                ("KMS keys (1)", 1m),
                ("Alarms (2)", 0.30m),
            ],
            Costs([]).Select(c => (c.What, c.Dollars!.Value))
        );

    [Fact]
    public void A_parameter_of_the_stack_changes_what_stands()
    {
        var costs = Costs(new() { ["Zones"] = "true", ["Size"] = "db.t4g.medium" });
        Assert.Equal(
            ("RDS Database (db.t4g.medium, 20 GB, multi-AZ)", (2 * 730 * 0.065m) + (2 * 20 * 0.115m)),
            (costs[0].What, costs[0].Dollars)
        );
        Assert.DoesNotContain(costs, c => c.What.StartsWith("NAT", StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_no_price_in_a_region_is_told_and_not_free()
    {
        var proxy = FixedCosts
            .Of(View([]), PriceList.Load().Region("eu-central-1"))
            .Single(c => c.What.StartsWith("RDS Proxy", StringComparison.Ordinal));
        Assert.Equal((null, Price.ProxyVcpuHour), (proxy.Dollars, proxy.Missing));
    }

    private static IReadOnlyList<FixedCost> Costs(Dictionary<string, string> parameters) =>
        FixedCosts.Of(View(parameters), PriceList.Load().Region("us-east-1"));

    private static TemplateView View(Dictionary<string, string> parameters) => new((JsonObject)TemplateYaml.Read(Template)!, parameters);
}
