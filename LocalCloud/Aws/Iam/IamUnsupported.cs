namespace LocalCloud.Aws.Iam;

/// <summary>Users, groups, providers and whatever else nothing here asks for.</summary>
internal static class IamUnsupported
{
    public static readonly string[] Operations =
    [
        "AcceptDelegationRequest", "AddClientIDToOpenIDConnectProvider", "AddUserToGroup", "AssociateDelegationRequest", "AttachGroupPolicy",
        "AttachUserPolicy", "ChangePassword", "CreateAccessKey", "CreateAccountAlias", "CreateDelegationRequest", "CreateGroup", "CreateLoginProfile",
        "CreateOpenIDConnectProvider", "CreatePolicyVersion", "CreateSAMLProvider", "CreateServiceLinkedRole", "CreateServiceSpecificCredential",
        "CreateUser", "CreateVirtualMFADevice", "DeactivateMFADevice", "DeleteAccessKey", "DeleteAccountAlias", "DeleteAccountPasswordPolicy",
        "DeleteGroup", "DeleteGroupPolicy", "DeleteLoginProfile", "DeleteOpenIDConnectProvider", "DeletePolicyVersion",
        "DeleteRolePermissionsBoundary", "DeleteSAMLProvider", "DeleteSSHPublicKey", "DeleteServerCertificate", "DeleteServiceLinkedRole",
        "DeleteServiceSpecificCredential", "DeleteSigningCertificate", "DeleteUser", "DeleteUserPermissionsBoundary", "DeleteUserPolicy",
        "DeleteVirtualMFADevice", "DetachGroupPolicy", "DetachUserPolicy", "DisableOrganizationsRootCredentialsManagement",
        "DisableOrganizationsRootSessions", "DisableOutboundWebIdentityFederation", "EnableMFADevice", "EnableOrganizationsRootCredentialsManagement",
        "EnableOrganizationsRootSessions", "EnableOutboundWebIdentityFederation", "GenerateCredentialReport", "GenerateOrganizationsAccessReport",
        "GenerateServiceLastAccessedDetails", "GetAccessKeyLastUsed", "GetAccountAuthorizationDetails", "GetAccountPasswordPolicy",
        "GetAccountSummary", "GetContextKeysForCustomPolicy", "GetContextKeysForPrincipalPolicy", "GetCredentialReport", "GetDelegationRequest",
        "GetGroup", "GetGroupPolicy", "GetHumanReadableSummary", "GetLoginProfile", "GetMFADevice", "GetOpenIDConnectProvider",
        "GetOrganizationsAccessReport", "GetOutboundWebIdentityFederationInfo", "GetSAMLProvider", "GetSSHPublicKey", "GetServerCertificate",
        "GetServiceLastAccessedDetails", "GetServiceLastAccessedDetailsWithEntities", "GetServiceLinkedRoleDeletionStatus", "GetUser",
        "GetUserPolicy", "ListAccessKeys", "ListAccountAliases", "ListAttachedGroupPolicies", "ListAttachedUserPolicies", "ListDelegationRequests",
        "ListEntitiesForPolicy", "ListGroupPolicies", "ListGroups", "ListGroupsForUser", "ListInstanceProfileTags", "ListInstanceProfiles",
        "ListInstanceProfilesForRole", "ListMFADeviceTags", "ListMFADevices", "ListOpenIDConnectProviderTags", "ListOpenIDConnectProviders",
        "ListOrganizationsFeatures", "ListPoliciesGrantingServiceAccess", "ListPolicyTags", "ListPolicyVersions", "ListSAMLProviderTags",
        "ListSAMLProviders", "ListSSHPublicKeys", "ListServerCertificateTags", "ListServerCertificates", "ListServiceSpecificCredentials",
        "ListSigningCertificates", "ListUserPolicies", "ListUserTags", "ListUsers", "ListVirtualMFADevices", "PutGroupPolicy",
        "PutRolePermissionsBoundary", "PutUserPermissionsBoundary", "PutUserPolicy", "RejectDelegationRequest",
        "RemoveClientIDFromOpenIDConnectProvider", "RemoveUserFromGroup", "ResetServiceSpecificCredential", "ResyncMFADevice", "SendDelegationToken",
        "SetDefaultPolicyVersion", "SetSecurityTokenServicePreferences", "SimulateCustomPolicy", "SimulatePrincipalPolicy", "TagInstanceProfile",
        "TagMFADevice", "TagOpenIDConnectProvider", "TagPolicy", "TagSAMLProvider", "TagServerCertificate", "TagUser", "UntagInstanceProfile",
        "UntagMFADevice", "UntagOpenIDConnectProvider", "UntagPolicy", "UntagSAMLProvider", "UntagServerCertificate", "UntagUser", "UpdateAccessKey",
        "UpdateAccountPasswordPolicy", "UpdateDelegationRequest", "UpdateGroup", "UpdateLoginProfile", "UpdateOpenIDConnectProviderThumbprint",
        "UpdateRoleDescription", "UpdateSAMLProvider", "UpdateSSHPublicKey", "UpdateServerCertificate", "UpdateServiceSpecificCredential",
        "UpdateSigningCertificate", "UpdateUser", "UploadSSHPublicKey", "UploadServerCertificate", "UploadSigningCertificate",
    ];
}
