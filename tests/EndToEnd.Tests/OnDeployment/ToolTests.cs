using System.Text.RegularExpressions;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnDeployment;

/// <summary>The same folder again, under another name, by AWS's own tool; and away with it.</summary>
[Collection("functions")]
public sealed partial class ToolTests(SharedDeployment shared) : SystemTest(shared)
{
    private const string Stack = "by-aws-cli";

    [Fact]
    public async Task The_AWS_CLI_packages_and_deploys_it_and_destroy_takes_it_away()
    {
        var aws = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "aws"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(aws is null, "The AWS CLI is not on this machine");
        // package speaks to S3, too, whose endpoint comes from the environment alone
        Assert.SkipWhen(Old().IsMatch(await Tool.RunAsync(aws!, ["--version"])), "This AWS CLI knows no AWS_ENDPOINT_URL");
        var cloud = ((DeployedSystem)App).Cloud;
        var endpoint = $"{App.Aws.BaseAddress}".TrimEnd('/');
        var packaged = Path.Combine(Path.GetTempPath(), $"packaged-{Guid.NewGuid():N}.yaml");
        try
        {
            await cloud.CreateBucketAsync("packages");
            await AwsAsync(
                "package",
                "--template-file",
                Path.Combine(await Published.FolderAsync(), "template.yaml"),
                "--s3-bucket",
                "packages",
                "--output-template-file",
                packaged
            );
            await AwsAsync(
                "deploy",
                "--template-file",
                packaged,
                "--s3-bucket",
                "packages",
                "--stack-name",
                Stack,
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameter-overrides",
                $"StripeWebhookSecretValue={SystemUnderTest.WebhookSecret}",
                "DeletionProtection=false"
            );
            using var api = new HttpClient { BaseAddress = new($"{(await cloud.OutputsAsync(Stack))["ApiUrl"]}/") };
            Assert.NotEmpty((await api.GetJsonAsync("api/products")).Items());

            Assert.Contains(
                $"{Stack} is gone.",
                await Tool.ServerlessAsync("destroy", "--stack", Stack, "--endpoint-url", endpoint, "--yes", "--empty-buckets"),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(Stack, await AwsAsync(["lambda", "list-functions"]), StringComparison.Ordinal);
            Assert.DoesNotContain(Stack, await AwsAsync(["sqs", "list-queues"]), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(packaged);
        }

        Task<string> AwsAsync(params string[] arguments) =>
            Tool.RunAsync(
                aws!,
                [
                    .. arguments[0] is "package" or "deploy" ? ["cloudformation"] : Array.Empty<string>(),
                    .. arguments,
                    "--endpoint-url",
                    endpoint,
                    "--region",
                    CloudClient.Region,
                ],
                ("AWS_ENDPOINT_URL", endpoint),
                ("AWS_ACCESS_KEY_ID", "test"),
                ("AWS_SECRET_ACCESS_KEY", "test"),
                ("AWS_EC2_METADATA_DISABLED", "true"),
                ("AWS_PAGER", "")
            );
    }

    [GeneratedRegex(@"aws-cli/(2\.([0-9]|1[0-2])\.|1\.([0-9]|1[0-9]|2[0-8])\.)")]
    private static partial Regex Old();
}
