using System.Text.Json.Serialization;
using LocalCloud.Aws.Iam.Operations;

namespace LocalCloud.Aws.Iam;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(InstanceProfile))]
[JsonSerializable(typeof(CreateRoleRequest))]
[JsonSerializable(typeof(RoleResponse))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(UpdateRoleRequest))]
[JsonSerializable(typeof(UpdateRoleResponse))]
[JsonSerializable(typeof(UpdateAssumeRolePolicyRequest))]
[JsonSerializable(typeof(ListRolesRequest))]
[JsonSerializable(typeof(ListRolesResponse))]
[JsonSerializable(typeof(TagRoleRequest))]
[JsonSerializable(typeof(UntagRoleRequest))]
[JsonSerializable(typeof(ListRoleTagsResponse))]
[JsonSerializable(typeof(RolePolicyRequest))]
[JsonSerializable(typeof(GetRolePolicyResponse))]
[JsonSerializable(typeof(ListRolePoliciesRequest))]
[JsonSerializable(typeof(ListRolePoliciesResponse))]
[JsonSerializable(typeof(AttachRolePolicyRequest))]
[JsonSerializable(typeof(ListAttachedRolePoliciesResponse))]
[JsonSerializable(typeof(CreatePolicyRequest))]
[JsonSerializable(typeof(PolicyResponse))]
[JsonSerializable(typeof(PolicyRequest))]
[JsonSerializable(typeof(PolicyVersionResponse))]
[JsonSerializable(typeof(ListPoliciesRequest))]
[JsonSerializable(typeof(ListPoliciesResponse))]
[JsonSerializable(typeof(InstanceProfileRequest))]
[JsonSerializable(typeof(InstanceProfileResponse))]
[JsonSerializable(typeof(ProfileRoleRequest))]
internal sealed partial class IamJson : JsonSerializerContext;
