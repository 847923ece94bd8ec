namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record AddressRequest(string? EmailAddress);
