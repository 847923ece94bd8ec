using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Aws;

public sealed class LocalStackTests
{
    [Fact]
    public void With_UseLocalStack_false_there_is_none_and_nothing_is_pointed_to_it()
    {
        var builder = TestHost.Create("--LocalStack:UseLocalStack=false");
        var aws = builder.AddLocalStack("aws");
        Assert.Null(aws);
        builder.UseLocalStack(aws);
        Assert.Empty(builder.Resources);
    }

    [Theory]
    [InlineData(null, null, 4566)]
    [InlineData("4567", null, 4567)]
    [InlineData("4567", 4568, 4568)]
    [InlineData("0", null, null)]
    public void Its_port_is_given_in_code_or_by_the_setting_of_LocalStack_or_is_the_usual_one(string? setting, int? code, int? port)
    {
        var builder = TestHost.CreateOnGivenPorts(setting is null ? [] : [$"--LocalStack:Config:EdgePort={setting}"]);
        var aws = builder.AddLocalStack("aws", configureContainer: options => options.Port = code)!;
        Assert.Equal(port, Assert.Single(aws.Resource.Annotations.OfType<EndpointAnnotation>()).Port);
    }

    [Fact]
    public void The_setting_of_LocalStack_holds_in_an_isolated_run_too()
    {
        var port = FreePorts.Take(1)[0];
        var builder = TestHost.CreateOnGivenPorts($"--LocalStack:Config:EdgePort={port}");
        var aws = builder.AddLocalStack("aws")!;
        FixedPorts.Apply(builder.Configuration, builder.Resources, PortChoice.Isolated);
        Assert.Equal(port, Assert.Single(aws.Resource.Annotations.OfType<EndpointAnnotation>()).Port);
    }
}
