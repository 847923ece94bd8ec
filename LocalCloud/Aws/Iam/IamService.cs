using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Iam.Account;
using LocalCloud.Aws.Iam.Groups;
using LocalCloud.Aws.Iam.InstanceProfiles;
using LocalCloud.Aws.Iam.OpenIdConnect;
using LocalCloud.Aws.Iam.Policies;
using LocalCloud.Aws.Iam.Policies.Versions;
using LocalCloud.Aws.Iam.Roles;
using LocalCloud.Aws.Iam.Roles.ServiceLinked;
using LocalCloud.Aws.Iam.Saml;
using LocalCloud.Aws.Iam.Simulation;
using LocalCloud.Aws.Iam.Users;
using LocalCloud.Aws.Iam.Users.AccessKeys;
using LocalCloud.Aws.Iam.Users.LoginProfiles;

namespace LocalCloud.Aws.Iam;

/// <summary>
/// Users, groups, roles and policies. With --enforce-iam requests are decided by them; else they are kept for those who refer to them.
/// </summary>
internal sealed class IamService : Service
{
    public override string Id => "iam";

    public override string QueryVersion => "2010-05-08";

    public override string XmlNamespace => "https://iam.amazonaws.com/doc/2010-05-08/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateRole.Definition,
            GetRole.Definition,
            UpdateRole.Definition,
            UpdateAssumeRolePolicy.Definition,
            DeleteRole.Definition,
            ListRoles.Definition,
            TagRole.Definition,
            UntagRole.Definition,
            ListRoleTags.Definition,
            PutRolePolicy.Definition,
            GetRolePolicy.Definition,
            DeleteRolePolicy.Definition,
            ListRolePolicies.Definition,
            AttachRolePolicy.Definition,
            DetachRolePolicy.Definition,
            ListAttachedRolePolicies.Definition,
            PutRolePermissionsBoundary.Definition,
            DeleteRolePermissionsBoundary.Definition,
            UpdateRoleDescription.Definition,
            CreatePolicy.Definition,
            GetPolicy.Definition,
            DeletePolicy.Definition,
            ListPolicies.Definition,
            TagPolicy.Definition,
            UntagPolicy.Definition,
            ListPolicyTags.Definition,
            CreatePolicyVersion.Definition,
            GetPolicyVersion.Definition,
            ListPolicyVersions.Definition,
            SetDefaultPolicyVersion.Definition,
            DeletePolicyVersion.Definition,
            ListEntitiesForPolicy.Definition,
            CreateInstanceProfile.Definition,
            GetInstanceProfile.Definition,
            DeleteInstanceProfile.Definition,
            AddRoleToInstanceProfile.Definition,
            RemoveRoleFromInstanceProfile.Definition,
            CreateUser.Definition,
            GetUser.Definition,
            UpdateUser.Definition,
            DeleteUser.Definition,
            ListUsers.Definition,
            PutUserPermissionsBoundary.Definition,
            DeleteUserPermissionsBoundary.Definition,
            TagUser.Definition,
            UntagUser.Definition,
            ListUserTags.Definition,
            PutUserPolicy.Definition,
            GetUserPolicy.Definition,
            DeleteUserPolicy.Definition,
            ListUserPolicies.Definition,
            AttachUserPolicy.Definition,
            DetachUserPolicy.Definition,
            ListAttachedUserPolicies.Definition,
            CreateAccessKey.Definition,
            UpdateAccessKey.Definition,
            DeleteAccessKey.Definition,
            ListAccessKeys.Definition,
            GetAccessKeyLastUsed.Definition,
            CreateLoginProfile.Definition,
            GetLoginProfile.Definition,
            UpdateLoginProfile.Definition,
            DeleteLoginProfile.Definition,
            CreateGroup.Definition,
            GetGroup.Definition,
            UpdateGroup.Definition,
            DeleteGroup.Definition,
            ListGroups.Definition,
            ListGroupsForUser.Definition,
            AddUserToGroup.Definition,
            RemoveUserFromGroup.Definition,
            PutGroupPolicy.Definition,
            GetGroupPolicy.Definition,
            DeleteGroupPolicy.Definition,
            ListGroupPolicies.Definition,
            AttachGroupPolicy.Definition,
            DetachGroupPolicy.Definition,
            ListAttachedGroupPolicies.Definition,
            CreateServiceLinkedRole.Definition,
            DeleteServiceLinkedRole.Definition,
            GetServiceLinkedRoleDeletionStatus.Definition,
            CreateOpenIDConnectProvider.Definition,
            GetOpenIDConnectProvider.Definition,
            ListOpenIDConnectProviders.Definition,
            DeleteOpenIDConnectProvider.Definition,
            AddClientIDToOpenIDConnectProvider.Definition,
            RemoveClientIDFromOpenIDConnectProvider.Definition,
            UpdateOpenIDConnectProviderThumbprint.Definition,
            TagOpenIDConnectProvider.Definition,
            UntagOpenIDConnectProvider.Definition,
            ListOpenIDConnectProviderTags.Definition,
            CreateSAMLProvider.Definition,
            GetSAMLProvider.Definition,
            ListSAMLProviders.Definition,
            UpdateSAMLProvider.Definition,
            DeleteSAMLProvider.Definition,
            CreateAccountAlias.Definition,
            DeleteAccountAlias.Definition,
            ListAccountAliases.Definition,
            GetAccountSummary.Definition,
            GetAccountAuthorizationDetails.Definition,
            ListMFADevices.Definition,
            SimulateCustomPolicy.Definition,
            SimulatePrincipalPolicy.Definition,
        ];

    /// <summary>IAM knows no regions: the state of an account is one.</summary>
    public IamState StateOf(string account) => (IamState)State(new(account, "aws-global"));

    protected override ServiceState CreateState(Scope scope) => new IamState(this, scope);

    internal static Operation<IamState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<IamState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        Operation<IamState>.DefineAsync(
            name,
            request,
            response,
            (state, input, context) =>
                context.Host.HandleAsync(((IamService)state.Service).StateOf(state.Scope.Account), input, context, handle),
            constraints
        );

    internal static Operation<IamState, TRequest, Nothing> Define<TRequest>(
        string name,
        JsonTypeInfo<TRequest> request,
        Func<IamState, TRequest, Context, Result<Nothing>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class => Define(name, request, CoreJson.Default.Nothing, handle, constraints);
}
