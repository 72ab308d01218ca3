import type { Platform } from '../../../client/types.js'

export const PLATFORM_LABEL: Record<Platform, string> = { instagram: 'Instagram', tiktok: 'TikTok' }
export const PLATFORMS = Object.keys(PLATFORM_LABEL) as Platform[]
