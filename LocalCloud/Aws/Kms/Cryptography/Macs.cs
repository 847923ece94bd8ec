using System.Security.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Cryptography;

internal static class Macs
{
    public static byte[] Of(Key key, byte[] message) =>
        key.KeySpec.Bits switch
        {
            256 => HMACSHA256.HashData(key.Current.Secret, message),
            384 => HMACSHA384.HashData(key.Current.Secret, message),
            _ => HMACSHA512.HashData(key.Current.Secret, message),
        };
}
