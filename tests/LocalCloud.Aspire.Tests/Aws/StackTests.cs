using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Aws;

public sealed class StackTests(StackFixture stacks) : IClassFixture<StackFixture>
{
    [Fact]
    public async Task A_reference_gives_every_output_as_configuration_and_the_address_of_aws()
    {
        var variables = await VariablesAsync();
        Assert.Contains("Jobs", variables["AWS__Resources__JobsUrl"], StringComparison.Ordinal);
        Assert.StartsWith("arn:aws:sqs:", variables["AWS__Resources__JobsArn"], StringComparison.Ordinal);
        Assert.Equal("30", variables["AWS__Resources__Timeout"]);
        var aws = (await stacks.App.ConnectionStringAsync("aws")).TrimEnd('/');
        Assert.Equal(aws, variables["AWS_ENDPOINT_URL"]);
        Assert.Equal($"{new Uri(aws).Port}", variables["LocalStack__Config__EdgePort"]);
        Assert.Equal("true", variables["LocalStack__UseLocalStack"]);
        Assert.Equal("us-east-1", variables["AWS_REGION"]);
    }

    [Fact]
    public async Task A_stack_that_is_there_gives_its_outputs_under_a_section_of_choice()
    {
        var variables = await VariablesAsync();
        Assert.Equal("77", variables["My__Section__Timeout"]);
        Assert.NotEqual(variables["AWS__Resources__JobsUrl"], variables["My__Section__JobsUrl"]);
    }

    [Fact]
    public async Task An_output_is_a_value_alone_and_in_expressions()
    {
        var variables = await VariablesAsync();
        Assert.Equal(variables["AWS__Resources__JobsUrl"], variables["QUEUE"]);
        Assert.Equal($"<{variables["AWS__Resources__JobsArn"]}> 77 s", variables["SENTENCE"]);
    }

    [Fact]
    public void Outputs_are_there_for_the_AppHosts_own_code_too() =>
        Assert.Equal("77", ((ICloudFormationResource)stacks.App["other"]).Outputs!["Timeout"]);

    [Fact]
    public async Task An_output_that_is_not_there_is_told_with_those_that_are()
    {
        await stacks.App.UntilAsync("mistaken", KnownResourceStates.FailedToStart);
        await stacks.App.LogHasAsync("mistaken", "The stack 'shop' has no output 'NoSuchOutput'. It has: JobsArn, JobsUrl, Timeout.");
    }

    [Fact]
    public async Task A_stack_that_fails_says_which_resource_and_why()
    {
        await stacks.App.UntilAsync("broken", KnownResourceStates.FailedToStart);
        await stacks.App.LogHasAsync("broken", "CreateStack broken ended as ROLLBACK_COMPLETE: Jobs (AWS::SQS::Queue): ");
        await stacks.App.LogHasAsync("broken", "VisibilityTimeout");
    }

    [Fact]
    public async Task A_template_that_is_missing_is_named()
    {
        await stacks.App.UntilAsync("lacking", KnownResourceStates.FailedToStart);
        var template = Path.Combine(Assets.File("Plain"), "no-such-file.yaml");
        await stacks.App.LogHasAsync("lacking", $"The template {template} of 'lacking' is missing.");
    }

    [Fact]
    public async Task A_stack_that_should_be_there_and_is_not_is_named()
    {
        await stacks.App.UntilAsync("nowhere", KnownResourceStates.FailedToStart);
        await stacks.App.LogHasAsync("nowhere", "There is no stack 'no-such-stack' on 'aws'.");
    }

    [Fact]
    public async Task Stacks_are_running_resources_with_their_outputs_as_properties()
    {
        var now = await stacks.App.NowAsync("shop");
        Assert.Equal(KnownResourceStates.Running, now.State?.Text);
        Assert.Equal("30", now.Properties.Single(p => p.Name == "Timeout").Value);
        Assert.Equal("shop", now.Properties.Single(p => p.Name == "aws.cloudformation.stack").Value);
    }

    async Task<Dictionary<string, string?>> VariablesAsync() =>
        (await stacks.App.NowAsync("dependant")).EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value);
}
