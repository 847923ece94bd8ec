using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Iam;

public sealed class RolesAndPoliciesTests : CloudFormationTest
{
    private const string Trust = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},
         "Action":"sts:AssumeRole"}]}
        """;

    [Fact]
    public async Task Roles_come_by_the_page()
    {
        foreach (var name in (string[])["a", "b", "c"])
            await CallAsync("iam", "2010-05-08", "CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", Trust));
        var first = await CallAsync("iam", "2010-05-08", "ListRoles", ("MaxItems", "2"));
        var second = await CallAsync("iam", "2010-05-08", "ListRoles", ("MaxItems", "2"), ("Marker", Text(first, "Marker")));
        Assert.Equal(("true", "false"), (Text(first, "IsTruncated"), Text(second, "IsTruncated")));
        Assert.Equal(["a", "b", "c"], Members(first, "Roles").Concat(Members(second, "Roles")).Select(r => Text(r, "RoleName")));
    }

    [Fact]
    public async Task A_name_has_its_characters_and_a_policy_no_principal()
    {
        Assert.Equal(
            (
                "ValidationError",
                "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
            ),
            await FailAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "a b"), ("AssumeRolePolicyDocument", Trust))
        );
        Assert.Equal(
            ("MalformedPolicyDocument", "Policy document should not specify a principal."),
            await FailAsync("iam", "2010-05-08", "CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", Trust))
        );
    }
}
