namespace LocalCloud.Aws.Iam;

/// <summary>Certificates, devices, reports, delegation and whatever else nothing here asks for.</summary>
internal static class IamUnsupported
{
    public static readonly string[] Operations =
    [
        "AcceptDelegationRequest", "AssociateDelegationRequest", "ChangePassword", "CreateDelegationRequest",
        "CreateServiceSpecificCredential", "CreateVirtualMFADevice", "DeactivateMFADevice", "DeleteAccountPasswordPolicy",
        "DeleteSSHPublicKey", "DeleteServerCertificate", "DeleteServiceSpecificCredential", "DeleteSigningCertificate",
        "DeleteVirtualMFADevice", "DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions",
        "DisableOutboundWebIdentityFederation", "EnableMFADevice", "EnableOrganizationsRootCredentialsManagement",
        "EnableOrganizationsRootSessions", "EnableOutboundWebIdentityFederation", "GenerateCredentialReport",
        "GenerateOrganizationsAccessReport", "GenerateServiceLastAccessedDetails", "GetAccountPasswordPolicy",
        "GetContextKeysForCustomPolicy", "GetContextKeysForPrincipalPolicy", "GetCredentialReport", "GetDelegationRequest",
        "GetHumanReadableSummary", "GetMFADevice", "GetOrganizationsAccessReport", "GetOutboundWebIdentityFederationInfo",
        "GetSSHPublicKey", "GetServerCertificate", "GetServiceLastAccessedDetails", "GetServiceLastAccessedDetailsWithEntities",
        "ListDelegationRequests", "ListInstanceProfileTags", "ListInstanceProfiles", "ListInstanceProfilesForRole", "ListMFADeviceTags",
        "ListOrganizationsFeatures", "ListPoliciesGrantingServiceAccess", "ListSAMLProviderTags", "ListSSHPublicKeys",
        "ListServerCertificateTags", "ListServerCertificates", "ListServiceSpecificCredentials", "ListSigningCertificates",
        "ListVirtualMFADevices", "RejectDelegationRequest", "ResetServiceSpecificCredential", "ResyncMFADevice", "SendDelegationToken",
        "SetSecurityTokenServicePreferences", "TagInstanceProfile", "TagMFADevice", "TagSAMLProvider", "TagServerCertificate",
        "UntagInstanceProfile", "UntagMFADevice", "UntagSAMLProvider", "UntagServerCertificate", "UpdateAccountPasswordPolicy",
        "UpdateDelegationRequest", "UpdateSSHPublicKey", "UpdateServerCertificate", "UpdateServiceSpecificCredential",
        "UpdateSigningCertificate", "UploadSSHPublicKey", "UploadServerCertificate", "UploadSigningCertificate",
    ];
}
