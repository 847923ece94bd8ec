using Amazon.SecurityToken;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Iam;

public sealed class UserTests : CloudFormationTest
{
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private readonly string _data = Directory.CreateTempSubdirectory().FullName;

    protected override string DataDirectory => _data;

    [Fact]
    public async Task A_user_is_kept_with_all_that_it_has()
    {
        var arn = Text(await IamAsync("CreatePolicy", ("PolicyName", "all"), ("PolicyDocument", Everything)), "Arn");
        await IamAsync("CreateGroup", ("GroupName", "team"));
        var made = await IamAsync(
            "CreateUser",
            ("UserName", "ann"),
            ("Path", "/people/"),
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "red"),
            ("PermissionsBoundary", arn)
        );
        await IamAsync("AddUserToGroup", ("GroupName", "team"), ("UserName", "ann"));
        await IamAsync("PutUserPolicy", ("UserName", "ann"), ("PolicyName", "inline"), ("PolicyDocument", Everything));
        await IamAsync("AttachUserPolicy", ("UserName", "ann"), ("PolicyArn", arn));
        await IamAsync("CreateLoginProfile", ("UserName", "ann"), ("Password", "secret-word"));
        await RestartAsync();

        Assert.DoesNotContain(
            "secret-word",
            string.Concat(
                Directory
                    .GetFiles(_data, "aws.db*")
                    .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
                    .Select(f => System.Text.Encoding.Latin1.GetString(ReadShared(f)))
            ),
            StringComparison.Ordinal
        );
        var user = await IamAsync("GetUser", ("UserName", "ann"));
        Assert.Equal(
            ($"arn:aws:iam::{Account}:user/people/ann", Text(made, "UserId"), arn),
            (Text(user, "Arn"), Text(user, "UserId"), Text(user, "PermissionsBoundaryArn"))
        );
        Assert.Equal(("team", "red"), (Text(user, "Key"), Text(user, "Value")));
        Assert.Equal(
            ["team"],
            Members(await IamAsync("ListGroupsForUser", ("UserName", "ann")), "Groups").Select(g => Text(g, "GroupName"))
        );
        Assert.Equal(["ann"], Members(await IamAsync("GetGroup", ("GroupName", "team")), "Users").Select(u => Text(u, "UserName")));
        Assert.Equal(
            Everything,
            Uri.UnescapeDataString(Text(await IamAsync("GetUserPolicy", ("UserName", "ann"), ("PolicyName", "inline")), "PolicyDocument"))
        );
        Assert.Equal(["inline"], Members(await IamAsync("ListUserPolicies", ("UserName", "ann")), "PolicyNames").Select(n => n.Value));
        Assert.Equal(
            [arn],
            Members(await IamAsync("ListAttachedUserPolicies", ("UserName", "ann")), "AttachedPolicies").Select(p => Text(p, "PolicyArn"))
        );
        Assert.Equal(
            ["ann"],
            Members(await IamAsync("ListEntitiesForPolicy", ("PolicyArn", arn), ("PolicyUsageFilter", "PermissionsPolicy")), "PolicyUsers")
                .Select(u => Text(u, "UserName"))
        );
        Assert.Equal("false", Text(await IamAsync("GetLoginProfile", ("UserName", "ann")), "PasswordResetRequired"));
    }

    [Fact]
    public async Task A_user_that_has_something_is_not_deleted()
    {
        await IamAsync("CreateUser", ("UserName", "ann"));
        await IamAsync("CreateGroup", ("GroupName", "team"));
        await IamAsync("AddUserToGroup", ("GroupName", "team"), ("UserName", "ann"));
        var key = Text(await IamAsync("CreateAccessKey", ("UserName", "ann")), "AccessKeyId");
        await IamAsync("AttachUserPolicy", ("UserName", "ann"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        Assert.Equal(
            ("DeleteConflict", "Cannot delete entity, must detach all policies first."),
            await FailIamAsync("DeleteUser", ("UserName", "ann"))
        );
        await IamAsync("DetachUserPolicy", ("UserName", "ann"), ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        Assert.Equal(
            ("DeleteConflict", "Cannot delete entity, must delete access keys first."),
            await FailIamAsync("DeleteUser", ("UserName", "ann"))
        );
        await IamAsync("DeleteAccessKey", ("UserName", "ann"), ("AccessKeyId", key));
        Assert.Equal(
            ("DeleteConflict", "Cannot delete entity, must remove users from group first."),
            await FailIamAsync("DeleteUser", ("UserName", "ann"))
        );
        await IamAsync("RemoveUserFromGroup", ("GroupName", "team"), ("UserName", "ann"));
        await IamAsync("DeleteUser", ("UserName", "ann"));
        Assert.Equal(("NoSuchEntity", "The user with name ann cannot be found."), await FailIamAsync("GetUser", ("UserName", "ann")));
    }

    [Fact]
    public async Task A_renamed_user_stays_in_its_groups()
    {
        await IamAsync("CreateUser", ("UserName", "ann"));
        await IamAsync("CreateGroup", ("GroupName", "team"));
        await IamAsync("AddUserToGroup", ("GroupName", "team"), ("UserName", "ann"));
        await IamAsync("UpdateUser", ("UserName", "ann"), ("NewUserName", "anna"), ("NewPath", "/people/"));
        await RestartAsync();
        Assert.Equal(
            [$"arn:aws:iam::{Account}:user/people/anna"],
            Members(await IamAsync("GetGroup", ("GroupName", "team")), "Users").Select(u => Text(u, "Arn"))
        );
        Assert.Equal(["anna"], Members(await IamAsync("ListUsers"), "Users").Select(u => Text(u, "UserName")));
    }

    [Fact]
    public async Task An_access_key_leads_to_its_account_and_names_its_user()
    {
        await IamAsync("CreateUser", ("UserName", "ann"));
        var key = await IamAsync("CreateAccessKey", ("UserName", "ann"));
        Assert.Matches("^AKIA[A-Z2-7]{16}$", Text(key, "AccessKeyId"));
        var id = Text(key, "AccessKeyId");
        var sts = Client(
            new AmazonSecurityTokenServiceConfig(),
            (credentials, config) => new AmazonSecurityTokenServiceClient(credentials, config),
            id,
            secret: Text(key, "SecretAccessKey")
        );
        Assert.Equal(
            $"arn:aws:iam::{Account}:user/ann",
            (await sts.GetCallerIdentityAsync(new(), TestContext.Current.CancellationToken)).Arn
        );
        var used = await IamAsync("GetAccessKeyLastUsed", ("AccessKeyId", id));
        Assert.Equal(("ann", "sts", Region), (Text(used, "UserName"), Text(used, "ServiceName"), Text(used, "Region")));
        await IamAsync("CreateAccessKey", ("UserName", "ann"));
        Assert.Equal(
            ("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"),
            await FailIamAsync("CreateAccessKey", ("UserName", "ann"))
        );
        await IamAsync("UpdateAccessKey", ("UserName", "ann"), ("AccessKeyId", id), ("Status", "Inactive"));
        Assert.Equal(
            ["Inactive", "Active"],
            Members(await IamAsync("ListAccessKeys", ("UserName", "ann")), "AccessKeyMetadata").Select(k => Text(k, "Status"))
        );
    }

    [Fact]
    public async Task A_policy_has_five_versions_of_which_one_counts()
    {
        var arn = Text(await IamAsync("CreatePolicy", ("PolicyName", "p"), ("PolicyDocument", Everything)), "Arn");
        const string Other = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""";
        Assert.Equal(
            "v2",
            Text(
                await IamAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Other), ("SetAsDefault", "true")),
                "VersionId"
            )
        );
        await RestartAsync();
        Assert.Equal("v2", Text(await IamAsync("GetPolicy", ("PolicyArn", arn)), "DefaultVersionId"));
        Assert.Equal(
            Other,
            Uri.UnescapeDataString(Text(await IamAsync("GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v2")), "Document"))
        );
        Assert.Equal(
            Everything,
            Uri.UnescapeDataString(Text(await IamAsync("GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v1")), "Document"))
        );
        Assert.Equal(
            ("DeleteConflict", "Cannot delete the default version of a policy."),
            await FailIamAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v2"))
        );
        foreach (var _ in Enumerable.Range(0, 3))
            await IamAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Other));
        Assert.Equal("LimitExceeded", (await FailIamAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", Other))).Code);
        await IamAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"));
        Assert.Equal(
            ["v5", "v4", "v3", "v2"],
            Members(await IamAsync("ListPolicyVersions", ("PolicyArn", arn)), "Versions").Select(v => Text(v, "VersionId"))
        );
    }

    [Fact]
    public async Task Accounts_have_an_alias_a_summary_and_details()
    {
        await IamAsync("CreateAccountAlias", ("AccountAlias", "shop"));
        await IamAsync("CreateUser", ("UserName", "ann"));
        await IamAsync("PutUserPolicy", ("UserName", "ann"), ("PolicyName", "inline"), ("PolicyDocument", Everything));
        await RestartAsync();
        Assert.Equal(["shop"], Members(await IamAsync("ListAccountAliases"), "AccountAliases").Select(a => a.Value));
        var users = Members(await IamAsync("GetAccountSummary"), "SummaryMap").Single(e => Text(e, "key") == "Users");
        Assert.Equal("1", Text(users, "value"));
        var details = await IamAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "User"));
        Assert.Equal("inline", Text(Members(details, "UserDetailList").Single(), "PolicyName"));
        Assert.Empty(Members(details, "RoleDetailList"));
    }

    [Fact]
    public async Task Providers_and_roles_of_services_are_kept()
    {
        var arn = Text(
            await IamAsync(
                "CreateOpenIDConnectProvider",
                ("Url", "https://token.example.com/"),
                ("ClientIDList.member.1", "sts.amazonaws.com")
            ),
            "OpenIDConnectProviderArn"
        );
        Assert.Equal($"arn:aws:iam::{Account}:oidc-provider/token.example.com", arn);
        await IamAsync("AddClientIDToOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn), ("ClientID", "other"));
        Assert.Equal("EntityAlreadyExists", (await FailIamAsync("CreateOpenIDConnectProvider", ("Url", "https://token.example.com"))).Code);
        var saml = Text(
            await IamAsync("CreateSAMLProvider", ("Name", "idp"), ("SAMLMetadataDocument", new string('x', 1000))),
            "SAMLProviderArn"
        );
        var role = await IamAsync("CreateServiceLinkedRole", ("AWSServiceName", "elasticache.amazonaws.com"));
        Assert.Equal(
            $"arn:aws:iam::{Account}:role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache",
            Text(role, "Arn")
        );
        await RestartAsync();
        Assert.Equal(
            ["sts.amazonaws.com", "other"],
            Members(await IamAsync("GetOpenIDConnectProvider", ("OpenIDConnectProviderArn", arn)), "ClientIDList").Select(c => c.Value)
        );
        Assert.Equal([saml], Members(await IamAsync("ListSAMLProviders"), "SAMLProviderList").Select(p => Text(p, "Arn")));
        var task = Text(await IamAsync("DeleteServiceLinkedRole", ("RoleName", "AWSServiceRoleForElastiCache")), "DeletionTaskId");
        Assert.Equal("SUCCEEDED", Text(await IamAsync("GetServiceLinkedRoleDeletionStatus", ("DeletionTaskId", task)), "Status"));
        Assert.Contains(
            "CreateVirtualMFADevice",
            (await FailIamAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Policies_can_be_tried()
    {
        await IamAsync("CreateUser", ("UserName", "ann"));
        await IamAsync(
            "PutUserPolicy",
            ("UserName", "ann"),
            ("PolicyName", "own"),
            (
                "PolicyDocument",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/${aws:username}/*"},{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::secret/*"}]}"""
            )
        );
        var results = Members(
                await IamAsync(
                    "SimulatePrincipalPolicy",
                    ("PolicySourceArn", $"arn:aws:iam::{Account}:user/ann"),
                    ("ActionNames.member.1", "s3:GetObject"),
                    ("ResourceArns.member.1", "arn:aws:s3:::b/ann/key"),
                    ("ResourceArns.member.2", "arn:aws:s3:::b/bob/key"),
                    ("ResourceArns.member.3", "arn:aws:s3:::secret/key")
                ),
                "EvaluationResults"
            )
            .ToList();
        Assert.Equal(["allowed", "implicitDeny", "explicitDeny"], results.Select(r => Text(r, "EvalDecision")));
        Assert.Equal(["user_ann_own", "", "user_ann_own"], results.Select(r => Text(r, "SourcePolicyId")));
        var custom = await IamAsync(
            "SimulateCustomPolicy",
            (
                "PolicyInputList.member.1",
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}"""
            ),
            ("ActionNames.member.1", "sqs:SendMessage")
        );
        Assert.Equal(("implicitDeny", "aws:MultiFactorAuthPresent"), (Text(custom, "EvalDecision"), Text(custom, "MissingContextValues")));
        Assert.Equal(
            "NoSuchEntity",
            (
                await FailIamAsync(
                    "SimulatePrincipalPolicy",
                    ("PolicySourceArn", $"arn:aws:iam::{Account}:user/bob"),
                    ("ActionNames.member.1", "s3:GetObject")
                )
            ).Code
        );
    }

    [Fact]
    public async Task A_stack_makes_users_groups_and_keys()
    {
        var stack = await CreateAsync(
            "people",
            """
            Resources:
              Team: { Type: AWS::IAM::Group, Properties: { GroupName: team, ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } }
              Ann:
                Type: AWS::IAM::User
                Properties: { UserName: ann, Path: /people/, Policies: [{ PolicyName: own, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: '*' }] } }] }
              In: { Type: AWS::IAM::UserToGroupAddition, Properties: { GroupName: !Ref Team, Users: [!Ref Ann] } }
              Key: { Type: AWS::IAM::AccessKey, Properties: { UserName: !Ref Ann } }
              Rights:
                Type: AWS::IAM::ManagedPolicy
                Properties: { Users: [!Ref Ann], Groups: [!Ref Team], PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'sns:*', Resource: '*' }] } }
              GitHub: { Type: AWS::IAM::OIDCProvider, Properties: { Url: 'https://token.example.com', ClientIdList: [sts.amazonaws.com] } }
              Linked: { Type: AWS::IAM::ServiceLinkedRole, Properties: { AWSServiceName: rds.amazonaws.com } }
            Outputs:
              Id: { Value: !Ref Key }
              Secret: { Value: !GetAtt Key.SecretAccessKey }
              Arn: { Value: !GetAtt Ann.Arn }
              Provider: { Value: !Ref GitHub }
            """,
            ("Capabilities.member.1", "CAPABILITY_NAMED_IAM")
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("people"));
        Assert.Equal($"arn:aws:iam::{Account}:user/people/ann", Output(stack, "Arn"));
        Assert.Equal($"arn:aws:iam::{Account}:oidc-provider/token.example.com", Output(stack, "Provider"));
        Assert.Equal(
            [Output(stack, "Id")],
            Members(await IamAsync("ListAccessKeys", ("UserName", "ann")), "AccessKeyMetadata").Select(k => Text(k, "AccessKeyId"))
        );
        Assert.Equal(40, Output(stack, "Secret").Length);
        Assert.Equal(["ann"], Members(await IamAsync("GetGroup", ("GroupName", "team")), "Users").Select(u => Text(u, "UserName")));
        Assert.Single(Members(await IamAsync("ListAttachedUserPolicies", ("UserName", "ann")), "AttachedPolicies"));
        await CallAsync("DeleteStack", ("StackName", "people"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        Assert.Empty(Members(await IamAsync("ListUsers"), "Users"));
        Assert.Empty(Members(await IamAsync("ListGroups"), "Groups"));
    }

    private Task<System.Xml.Linq.XElement> IamAsync(string action, params (string Name, string Value)[] parameters) =>
        CallAsync("iam", "2010-05-08", action, parameters);

    private Task<(string Code, string Message)> FailIamAsync(string action, params (string Name, string Value)[] parameters) =>
        FailAsync("iam", "2010-05-08", action, parameters);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
