using LocalCloud.Publish;

namespace Publish.Tests;

/// <summary>A stack for testing, beside the one for production.</summary>
public sealed class ProfileTests(PublishedReference production, PublishedTest test)
    : IClassFixture<PublishedReference>,
        IClassFixture<PublishedTest>
{
    private readonly Publishing _production = production.Publishing,
        _test = test.Publishing;

    [Fact]
    public void A_test_pays_for_nothing_that_stands_ready()
    {
        Assert.Null(_test.Resource("WebhooksAlias")["Properties"]!["ProvisionedConcurrencyConfig"]);
        Assert.NotNull(_test.Template["Resources"]!["WebhooksWarmUp"]);
        Assert.DoesNotContain(_test.OfType("AWS::EC2::VPCEndpoint"), e =>
            e.Body["Properties"]!["VpcEndpointType"]!.ToString() == "Interface"
        );
        Assert.Empty(_test.OfType("AWS::EC2::NatGateway"));
        Assert.Equal(("false", "3"), (Default(_test, "DatabaseMultiAz"), Default(_test, "LogRetentionDays")));
        Assert.Equal(("true", "30"), (Default(_production, "DatabaseMultiAz"), Default(_production, "LogRetentionDays")));
    }

    [Fact]
    public void A_tests_functions_call_AWS_by_IPv6_and_nothing_comes_in()
    {
        Assert.Equal("::/0", _test.Resource("EgressRoute")["Properties"]!["DestinationIpv6CidrBlock"]!.ToString());
        Assert.Equal("AWS::EC2::EgressOnlyInternetGateway", _test.Resource("EgressGateway")["Type"]!.ToString());
        Assert.Empty(_test.OfType("AWS::EC2::InternetGateway"));
        foreach (var subnet in (string[])["PrivateSubnetA", "PrivateSubnetB"])
        {
            Assert.Equal("VpcIpv6Block", _test.Resource(subnet)["DependsOn"]!.ToString());
            Assert.NotNull(_test.Resource(subnet)["Properties"]!["Ipv6CidrBlock"]);
        }
        Assert.Contains(_test.Resource("ApplicationSecurityGroup")["Properties"]!["SecurityGroupEgress"]!.AsArray(), e =>
            e!["CidrIpv6"]?.ToString() == "::/0"
        );
        foreach (var (_, function) in _test.OfType("AWS::Lambda::Function"))
        {
            Assert.True((bool)function["Properties"]!["VpcConfig"]!["Ipv6AllowedForDualStack"]!);
            Assert.Equal("true", function["Properties"]!["Environment"]!["Variables"]!["AWS_USE_DUALSTACK_ENDPOINT"]!.ToString());
        }
        foreach (var (_, function) in _production.OfType("AWS::Lambda::Function"))
            Assert.Null(function["Properties"]!["Environment"]!["Variables"]!["AWS_USE_DUALSTACK_ENDPOINT"]);
    }

    [Fact]
    public void Both_costs_stand_beside_each_other()
    {
        foreach (var (publishing, profile) in new[] { (_production, "production"), (_test, "test") })
        {
            var summary = publishing.Json("summary.json");
            Assert.Equal(profile, summary.GetProperty("profile").GetString());
            var cost = summary.GetProperty("monthlyCost");
            Assert.Equal(cost.GetProperty("total").GetDecimal(), cost.GetProperty("profiles").GetProperty(profile).GetDecimal());
            Assert.True(
                cost.GetProperty("profiles").GetProperty("test").GetDecimal()
                    < cost.GetProperty("profiles").GetProperty("production").GetDecimal() / 2
            );
        }
    }

    [Fact]
    public async Task A_service_without_IPv6_keeps_the_endpoints_of_a_test_and_that_is_said()
    {
        using var publishing = new Publishing();
        await File.WriteAllTextAsync(
            Path.Combine(publishing.Scratch("infra"), "t.yaml"),
            """
            Resources:
              Clicks: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 1 } }
              Jobs: { Type: AWS::SQS::Queue }
            Outputs:
              Clicks: { Value: !Ref Clicks }
              Jobs: { Value: !Ref Jobs }
            """,
            TestContext.Current.CancellationToken
        );
        var result = await publishing.OfAsync(
            """
            "redis":{"type":"container.v0","image":"redis:8",
            "bindings":{"tcp":{"scheme":"redis","protocol":"tcp","transport":"tcp","targetPort":6379}}},
            "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml"},
            "web":{"type":"project.v0","path":"a.csproj",
            "env":{"REDIS":"{redis.bindings.tcp.host}","CLICKS":"{infra.outputs.Clicks}","JOBS":"{infra.outputs.Jobs}"},
              "bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}}
            """,
            o => o with { Profile = PublishProfile.Test }
        );
        Assert.Empty(result.Refusals);
        foreach (var endpoint in (string[])["KinesisStreamsEndpoint", "SqsEndpoint"])
            Assert.Equal(
                "PrivateSubnetA",
                Assert.Single(publishing.Resource(endpoint)["Properties"]!["SubnetIds"]!.AsArray())!["Ref"]!.ToString()
            );
        Assert.Null(publishing.Resource("WebFunction")["Properties"]!["Environment"]!["Variables"]!["AWS_USE_DUALSTACK_ENDPOINT"]);
        Assert.Contains(result.Summary!.Warnings, w => w.Contains("kinesis cannot be called by IPv6", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Containers_pull_their_images_by_endpoints_in_a_test_too()
    {
        using var publishing = new Publishing();
        await publishing.OfAsync(""" "c":{"type":"container.v0","image":"acme/c:1"} """, o => o with { Profile = PublishProfile.Test });
        Assert.Equal(
            ["EcrapiEndpoint", "EcrdkrEndpoint", "LogsEndpoint", "S3Endpoint"],
            publishing.OfType("AWS::EC2::VPCEndpoint").Select(e => e.Id).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase
        );
    }

    private static string Default(Publishing publishing, string parameter) =>
        publishing.Template["Parameters"]![parameter]!["Default"]!.ToString();
}

public sealed class PublishedTest : IAsyncLifetime
{
    internal Publishing Publishing { get; } = new();

    public async ValueTask InitializeAsync() =>
        Assert.Empty((await Publishing.ReferenceAsync(o => o with { Profile = PublishProfile.Test, CheckPolicies = true })).Refusals);

    public ValueTask DisposeAsync()
    {
        Publishing.Dispose();
        return ValueTask.CompletedTask;
    }
}
