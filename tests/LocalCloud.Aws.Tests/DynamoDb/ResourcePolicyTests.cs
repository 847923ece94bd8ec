using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class ResourcePolicyTests : DynamoDbTest
{
    private const string Table = $"arn:aws:dynamodb:{Region}:{Account}:table/things";
    private const string One =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem","Resource":"*"}}""";
    private const string Two =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"dynamodb:GetItem","Resource":"*"}]}""";

    private async Task<string> PutAsync(string policy, string? expected = null, string arn = Table) =>
        (
            await Db.PutResourcePolicyAsync(
                new PutResourcePolicyRequest
                {
                    ResourceArn = arn,
                    Policy = policy,
                    ExpectedRevisionId = expected,
                }
            )
        ).RevisionId;

    private async Task<(string, string)> GetAsync(string arn = Table)
    {
        var answer = await Db.GetResourcePolicyAsync(new GetResourcePolicyRequest { ResourceArn = arn });
        return (answer.Policy, answer.RevisionId);
    }

    [Fact]
    public async Task A_policy_is_kept_with_its_revision()
    {
        await CreateThingsAsync();

        var first = await PutAsync(One);
        Assert.Equal((One, first), await GetAsync());
        Assert.Equal(first, await PutAsync(One));
        var second = await PutAsync(Two, expected: first);
        Assert.NotEqual(first, second);
        Assert.Equal(
            ("PolicyNotFoundException", $"Resource-based policy not found for the provided RevisionId: {first}"),
            await FailureAsync(() => PutAsync(One, expected: first))
        );
        Assert.Equal((Two, second), await GetAsync());

        Assert.Equal(
            second,
            (
                await Db.DeleteResourcePolicyAsync(new DeleteResourcePolicyRequest { ResourceArn = Table, ExpectedRevisionId = second })
            ).RevisionId
        );
        Assert.Equal(
            ("PolicyNotFoundException", $"Resource-based policy not found for the provided ResourceArn: {Table}"),
            await FailureAsync(() => GetAsync())
        );
        Assert.Null((await Db.DeleteResourcePolicyAsync(new DeleteResourcePolicyRequest { ResourceArn = Table })).RevisionId);
        await PutAsync(One, expected: "NO_POLICY");
        Assert.Equal("PolicyNotFoundException", (await FailureAsync(() => PutAsync(Two, expected: "NO_POLICY"))).Code);
    }

    [Theory]
    [InlineData("no", "This policy contains invalid Json")]
    [InlineData("[]", "This policy contains invalid Json")]
    [InlineData("{}", "Missing required field Statement")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "Missing required field Principal")]
    [InlineData("""{"Statement":[{"Principal":"*","Action":"*","Resource":"*"}]}""", "Missing required field Effect")]
    public async Task What_is_no_policy_is_refused(string policy, string what)
    {
        await CreateThingsAsync();

        await RefusedAsync($"Invalid policy document: {what}", () => PutAsync(policy));
        await RefusedAsync("Resource-based policy size exceeds the limit of 20480 bytes", () => PutAsync(new string(' ', 20481)));
        Assert.Equal("ResourceNotFoundException", (await FailureAsync(() => PutAsync(One, arn: Table + "s"))).Code);
    }

    [Fact]
    public async Task A_table_begins_with_its_policy_and_its_stream_has_its_own()
    {
        var stream = (
            await Db.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = Things,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions = [new("id", "S")],
                    KeySchema = [new("id", KeyType.HASH)],
                    StreamSpecification = new() { StreamEnabled = true, StreamViewType = "NEW_IMAGE" },
                    ResourcePolicy = One,
                }
            )
        ).TableDescription.LatestStreamArn;

        await PutAsync(Two, arn: stream);

        Assert.Equal((One, Two), ((await GetAsync()).Item1, (await GetAsync(stream)).Item1));
        Assert.Equal("ResourceNotFoundException", (await FailureAsync(() => GetAsync(Table + "/stream/other"))).Code);
    }

    [Fact]
    public async Task Contributor_insights_are_kept_and_described()
    {
        await CreateEventsAsync();
        Task<UpdateContributorInsightsResponse> UpdateAsync(string action, string? index = null, string? mode = null) =>
            Db.UpdateContributorInsightsAsync(
                new UpdateContributorInsightsRequest
                {
                    TableName = Events,
                    IndexName = index,
                    ContributorInsightsAction = action,
                    ContributorInsightsMode = mode,
                }
            );
        Task<DescribeContributorInsightsResponse> DescribeAsync(string? index = null) =>
            Db.DescribeContributorInsightsAsync(new DescribeContributorInsightsRequest { TableName = Events, IndexName = index });

        Assert.Equal(ContributorInsightsStatus.DISABLED, (await DescribeAsync()).ContributorInsightsStatus);
        Assert.Equal(ContributorInsightsStatus.ENABLING, (await UpdateAsync("ENABLE")).ContributorInsightsStatus);
        await UpdateAsync("ENABLE", "by-kind", "THROTTLED_KEYS");

        Assert.Equal(["PKC", "PKT", "SKC", "SKT"], (await DescribeAsync()).ContributorInsightsRuleList.Select(rule => rule.Split('-')[1]));
        Assert.Equal(["PKT", "SKT"], (await DescribeAsync("by-kind")).ContributorInsightsRuleList.Select(rule => rule.Split('-')[1]));
        var page = await Db.ListContributorInsightsAsync(new ListContributorInsightsRequest { TableName = Events, MaxResults = 1 });
        Assert.Null(Assert.Single(page.ContributorInsightsSummaries).IndexName);
        Assert.Equal(
            "by-kind",
            Assert
                .Single(
                    (
                        await Db.ListContributorInsightsAsync(new ListContributorInsightsRequest { NextToken = page.NextToken })
                    ).ContributorInsightsSummaries
                )
                .IndexName
        );
        await UpdateAsync("DISABLE");
        Assert.Equal(ContributorInsightsStatus.DISABLED, (await DescribeAsync()).ContributorInsightsStatus);
        Assert.Equal("ResourceNotFoundException", (await FailureAsync(() => UpdateAsync("ENABLE", "nothing"))).Code);
    }
}
