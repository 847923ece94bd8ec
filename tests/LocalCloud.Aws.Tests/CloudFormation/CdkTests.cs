using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>A template as aws-cdk-lib 2 synthesizes it: cdk.json beside this file.</summary>
public sealed class CdkTests : CloudFormationTest
{
    [Fact]
    public async Task A_synthesized_template_needs_the_bootstrap_version_and_is_then_understood()
    {
        (string, string)[] request =
        [
            ("StackName", "Shop"),
            ("ChangeSetName", "cdk"),
            ("ChangeSetType", "CREATE"),
            ("TemplateBody", Template()),
            ("Capabilities.member.1", "CAPABILITY_NAMED_IAM"),
            ("DeploymentConfig.Mode", "STANDARD"),
            ("IncludeNestedStacks", "true"),
        ];
        Assert.Equal(
            "Unable to fetch parameters [/cdk-bootstrap/hnb659fds/version] from parameter store for this account.",
            (await FailAsync("CreateChangeSet", request)).Message
        );
        await PutVersionAsync("3");
        Assert.StartsWith(
            "Template validation error: Rule CheckBootstrapVersion failed: CDK bootstrap stack version 6 required.",
            (await FailAsync("CreateChangeSet", request)).Message
        );
        await PutVersionAsync("21");
        await CallAsync("CreateChangeSet", request);

        var changeSet = await CallAsync(
            "DescribeChangeSet",
            ("StackName", "Shop"),
            ("ChangeSetName", "cdk"),
            ("IncludePropertyValues", "true")
        );
        Assert.Equal("CREATE_COMPLETE", Text(changeSet, "Status"));
        Assert.Contains(Members(changeSet, "Changes"), c =>
            Text(c, "ResourceType") == "AWS::Lambda::Function"
            && Text(c, "AfterContext").Contains("{{changeSet:KNOWN_AFTER_APPLY}}", StringComparison.Ordinal)
        );
    }

    private async Task PutVersionAsync(string version)
    {
        using var input = JsonDocument.Parse(
            $$"""{"Name":"/cdk-bootstrap/hnb659fds/version","Type":"String","Value":"{{version}}","Overwrite":true}"""
        );
        Assert.Null(
            (
                await Host.InvokeAsync(
                    new(Account, Region),
                    "ssm",
                    "PutParameter",
                    input.RootElement,
                    TestContext.Current.CancellationToken
                )
            ).Error
        );
    }

    private static string Template([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "cdk.json"));
}
