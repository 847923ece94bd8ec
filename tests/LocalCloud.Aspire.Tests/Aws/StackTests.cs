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
    public async Task A_stack_shows_its_outputs_and_its_resources_and_leads_to_the_console()
    {
        var now = await stacks.App.NowAsync("shop");
        Assert.Equal(KnownResourceStates.Running, now.State?.Text);
        Assert.Equal("shop", Property(now, "stack"));
        Assert.Equal("CREATE_COMPLETE", Property(now, "status"));
        Assert.Equal("30", Property(now, "output.Timeout"));
        Assert.Matches("^AWS::SQS::Queue .+shop-Jobs-", Property(now, "resource.Jobs"));
        var page = Assert.Single(now.Urls, u => !u.IsInternal);
        Assert.Equal("Stack", page.DisplayProperties.DisplayName);
        Assert.EndsWith("/_localcloud?view=stacks&scope=000000000000/us-east-1&name=shop", page.Url, StringComparison.Ordinal);
        var queue = Assert.Single(now.Urls, u => u.IsInternal);
        Assert.Matches("/_localcloud\\?view=queues&scope=000000000000/us-east-1&name=shop-Jobs-[A-Z0-9]+$", queue.Url);
        foreach (var link in now.Urls)
            await LeadsAsync(link.Url, "shop");
    }

    [Fact]
    public async Task A_stack_that_failed_shows_why_and_leads_to_the_console()
    {
        var now = await stacks.App.UntilAsync("broken", KnownResourceStates.FailedToStart);
        Assert.Equal("error", now.State?.Style);
        Assert.Equal("ROLLBACK_COMPLETE", Property(now, "status"));
        Assert.Matches("^CreateStack broken ended as ROLLBACK_COMPLETE: Jobs .*VisibilityTimeout", Property(now, "reason"));
        await LeadsAsync(Assert.Single(now.Urls, u => !u.IsInternal).Url, "broken");
        var nowhere = await stacks.App.UntilAsync("nowhere", KnownResourceStates.FailedToStart);
        Assert.Equal("There is no stack 'no-such-stack' on 'aws'.", Property(nowhere, "reason"));
        Assert.Empty(nowhere.Urls);
    }

    [Fact]
    public async Task Aws_leads_to_its_console_and_its_inbox_and_not_to_an_address_for_programs()
    {
        var urls = (await stacks.App.NowAsync("aws")).Urls;
        Assert.Equal(["Console", "Inbox"], urls.Select(u => u.DisplayProperties.DisplayName).Order());
        foreach (var url in urls)
            await LeadsAsync(url.Url, "<html");
    }

    private static async Task LeadsAsync(string page, string text)
    {
        using var http = new HttpClient();
        var html = await http.GetStringAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains(text, html, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Property(CustomResourceSnapshot now, string name) =>
        (string?)now.Properties.Single(p => p.Name == $"aws.cloudformation.{name}").Value;

    private async Task<Dictionary<string, string?>> VariablesAsync() =>
        (await stacks.App.NowAsync("dependant")).EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value);
}
