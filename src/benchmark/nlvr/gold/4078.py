def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        yellow_blocks = tower.find('yellow block')
        for a in yellow_blocks:
            for b in yellow_blocks:
                gap = a.lower - b.upper
                if 0 <= gap < a.height:
                    return 'yes'
    return 'no'
