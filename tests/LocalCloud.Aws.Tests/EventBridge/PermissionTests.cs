namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class PermissionTests : EventBridgeTest
{
    private const string Bus = $"arn:aws:events:{Region}:{Account}:event-bus/default";

    private async Task<string?> PolicyAsync() => (string?)(await DoAsync("DescribeEventBus", "{}"))["Policy"];

    [Fact]
    public async Task Permissions_make_the_policy_of_the_bus()
    {
        await DoAsync("PutPermission", """{"Action":"events:PutEvents","Principal":"111122223333","StatementId":"one"}""");
        await DoAsync(
            "PutPermission",
            """{"Action":"events:PutEvents","Principal":"*","StatementId":"org","Condition":{"Type":"StringEquals","Key":"aws:PrincipalOrgID","Value":"o-1"}}"""
        );

        var one =
            $$"""{"Sid":"one","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"events:PutEvents","Resource":"{{Bus}}"}""";
        var org =
            $$$$"""{"Sid":"org","Effect":"Allow","Principal":"*","Action":"events:PutEvents","Resource":"{{{{Bus}}}}","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}""";
        Assert.Equal($$"""{"Version":"2012-10-17","Statement":[{{one}},{{org}}]}""", await PolicyAsync());
        Assert.Equal(await PolicyAsync(), (string?)(await DoAsync("ListEventBuses", "{}"))["EventBuses"]![0]!["Policy"]);

        await DoAsync("RemovePermission", """{"StatementId":"one"}""");
        Assert.Equal($$"""{"Version":"2012-10-17","Statement":[{{org}}]}""", await PolicyAsync());
        await DoAsync("RemovePermission", """{"StatementId":"org"}""");
        Assert.Null(await PolicyAsync());
    }

    [Fact]
    public async Task A_statement_with_the_same_id_is_replaced()
    {
        await DoAsync("PutPermission", """{"Action":"events:PutEvents","Principal":"111122223333","StatementId":"one"}""");
        await DoAsync("PutPermission", """{"Action":"events:PutEvents","Principal":"444455556666","StatementId":"one"}""");

        Assert.Contains("444455556666", await PolicyAsync());
        Assert.DoesNotContain("111122223333", await PolicyAsync());
    }

    [Fact]
    public async Task A_policy_can_be_given_as_a_whole_and_removed_as_a_whole()
    {
        await DoAsync("CreateEventBus", """{"Name":"b"}""");
        const string Policy =
            """{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"x\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"events:*\",\"Resource\":\"*\"}]}""";

        await DoAsync("PutPermission", $$"""{"EventBusName":"b","Policy":"{{Policy}}"}""");

        Assert.Equal(Policy.Replace("\\", ""), (string?)(await DoAsync("DescribeEventBus", """{"Name":"b"}"""))["Policy"]);
        await DoAsync("RemovePermission", """{"EventBusName":"b","RemoveAllPermissions":true}""");
        Assert.Null((await DoAsync("DescribeEventBus", """{"Name":"b"}"""))["Policy"]);
    }

    [Theory]
    [InlineData(
        "PutPermission",
        """{"EventBusName":"nope","Action":"events:PutEvents","Principal":"*","StatementId":"s"}""",
        "ResourceNotFoundException",
        "Event bus nope does not exist."
    )]
    [InlineData(
        "PutPermission",
        """{"Action":"events:PutRule","Principal":"*","StatementId":"s"}""",
        "ValidationException",
        "Provided value in parameter 'action' is not supported."
    )]
    [InlineData(
        "PutPermission",
        """{"Action":"events:PutEvents","Principal":"me","StatementId":"s"}""",
        "ValidationException",
        @"1 validation error detected: Value 'me' at 'principal' failed to satisfy constraint: Member must satisfy regular expression pattern: (\d{12}|\*)"
    )]
    [InlineData("PutPermission", """{"Policy":"{"}""", "ValidationException", "This policy contains invalid Json")]
    [InlineData("RemovePermission", """{"StatementId":"s"}""", "ResourceNotFoundException", "EventBus does not have a policy.")]
    [InlineData(
        "RemovePermission",
        """{"EventBusName":"b","StatementId":"s"}""",
        "ResourceNotFoundException",
        "Statement with the provided id does not exist."
    )]
    public async Task Refusals(string operation, string input, string code, string message)
    {
        await DoAsync("CreateEventBus", """{"Name":"b"}""");
        await DoAsync("PutPermission", """{"EventBusName":"b","Action":"events:PutEvents","Principal":"*","StatementId":"other"}""");

        var answer = await CallAsync(operation, input);

        Assert.Equal((code, message), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_policy_has_at_most_10_KB()
    {
        var statement = $$"""{\"Sid\":\"{{new string('x', 10_240)}}\"}""";

        var answer = await CallAsync("PutPermission", $$"""{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{{statement}}]}"}""");

        Assert.Equal("PolicyLengthExceededException", answer.Code);
    }
}
